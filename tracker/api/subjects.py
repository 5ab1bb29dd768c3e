"""Finding what an address names, and the kinds of values that addresses and bodies are made of."""

from __future__ import annotations

import json
from typing import Annotated, Any

from django.http import Http404
from ninja import Path
from pydantic import AfterValidator, Field

from tracker.models import BenchmarkFile, Repository, Scan, Subsystem, Unit
from tracker.queries import benchmarks, scans
from tracker.queries import unit as units
from tracker.queries.frame import repository_by_key

MOST_ID = 2**63 - 1


def storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("null characters are not allowed")
    return text


def storable_throughout(value: Any) -> Any:
    """JSON whose texts the database takes."""
    if "\\u0000" in json.dumps(value):
        raise ValueError("null characters are not allowed")
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise ValueError("the text is no Unicode") from error
    return value


Text = Annotated[str, AfterValidator(storable)]
Key = Annotated[Text, Path(description="The repository's slug or id", max_length=80)]
Id = Annotated[int, Field(ge=1, le=MOST_ID)]
PathId = Annotated[int, Path(ge=1, le=MOST_ID)]
Slug = Annotated[Text, Path(max_length=200)]


def repository_of(key: str) -> Repository:
    found = repository_by_key(key)
    if found is None:
        raise Http404("There is no such repository.")
    return found


def unit_of(repository: Repository, pk: int) -> Unit:
    found = units.unit_of(repository, pk)
    if found is None:
        raise Http404("There is no such unit.")
    return found


def scan_of(repository: Repository, pk: int) -> Scan:
    found = scans.scan_of(repository, pk)
    if found is None:
        raise Http404("There is no such scan.")
    return found


def subsystem_of(repository: Repository, slug: str) -> Subsystem:
    found = Subsystem.objects.filter(repository=repository, slug=slug).select_related("owner").first()
    if found is None:
        raise Http404("There is no such subsystem.")
    return found


def file_of(repository: Repository, pk: int) -> BenchmarkFile:
    found = benchmarks.file_of(repository, pk)
    if found is None:
        raise Http404("There is no such result file.")
    return found
