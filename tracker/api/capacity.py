"""What bounds the deployment, and a what-if."""

from __future__ import annotations

from dataclasses import asdict
from math import isfinite
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from tracker.api.auth import VIEWER
from tracker.api.paging import Page, Paging, paged
from tracker.api.problems import answers
from tracker.api.subjects import Key, repository_of
from tracker.capacity.cautions import cautions_for
from tracker.capacity.setup import Load, Setup, bottleneck, ceiling
from tracker.capacity.simulation import simulate
from tracker.queries.capacity import dependencies, reading, stack_of

router = Router(tags=["capacity"])


class Deployment(Schema):
    """Times in seconds; no ``limit`` means that concurrency is not limited."""

    workers: int
    tokens: int
    pool_size: int
    overflow: int
    pool_timeout_s: float
    limit: int | None


class Fact(Schema):
    """One bound, and where it was read or that it is the default."""

    name: str
    value: str
    source: str
    file: str
    line: int


class Caution(Schema):
    """``code`` is the rule it belongs to."""

    code: str
    level: str
    title: str
    text: str


class Reading(Schema):
    setup: Deployment
    facts: list[Fact]
    routes_in_threads: int
    dependencies_in_threads: int
    health_in_threads: list[str]
    statement_timeout: bool
    cautions: list[Caution]


class ThreadDependency(Schema):
    """A plain dependency, which takes a thread while it runs; ``unit`` where the inventory has it."""

    name: str
    file: str
    line: int
    routes: int
    unit: int | None = Field(None, alias="pk")


class WhatIf(Schema):
    """Left out, a bound stays as read. Times in ms, ``rate`` in requests per second."""

    workers: int | None = Field(None, ge=1, le=256)
    tokens: int | None = Field(None, ge=1, le=2000)
    pool_size: int | None = Field(None, ge=1, le=2000)
    overflow: int | None = Field(None, ge=-1, le=2000)
    pool_timeout_s: float | None = Field(None, ge=0.01, le=600)
    limit: int | None = Field(None, ge=1, le=100_000)
    rate: float = Field(40.0, ge=0.1, le=20_000)
    query_ms: float = Field(120.0, ge=0.0, le=60_000)
    other_ms: float = Field(20.0, ge=0.0, le=60_000)
    cpu_ms: float = Field(2.0, ge=0.0, le=10_000)


class Prediction(Schema):
    """``ceiling``: requests per second the deployment can carry at most; null where nothing bounds them."""

    setup: Deployment
    ceiling: float | None
    bottleneck: str
    prediction: dict[str, Any]


@router.get("/capacity", auth=VIEWER, response=answers(Reading))
def show(request: HttpRequest, key: Key) -> Any:
    """Threads, pools and limits as read from the code, and what is wrong with them."""
    read = reading(repository_of(key))
    cautions = cautions_for(
        read.setup,
        health_in_thread=read.health_in_threads,
        statement_timeout=read.statement_timeout,
        takes_threads=read.takes_threads,
    )
    names = [name for name in Reading.model_fields if name != "cautions"]
    return {**{name: getattr(read, name) for name in names}, "cautions": cautions}


@router.get("/capacity/dependencies", auth=VIEWER, response=answers(Page[ThreadDependency]))
def list_dependencies(request: HttpRequest, key: Key, paging: Query[Paging]) -> Any:
    """Every plain dependency; the plain routes are units with ``function=def``."""
    repository = repository_of(key)
    return paged(request, dependencies(repository, stack_of(repository)), paging)


@router.get("/capacity/what-if", auth=VIEWER, response=answers(Prediction))
def what_if(request: HttpRequest, key: Key, wanted: Query[WhatIf]) -> Any:
    """The deployment with some bounds changed, simulated under a load."""
    read = reading(repository_of(key)).setup
    names = tuple(Deployment.model_fields)
    given = wanted.dict(exclude_unset=True)
    setup = Setup(**{name: given.get(name, getattr(read, name)) for name in names})
    load = Load(
        query_s=wanted.query_ms / 1000,
        other_s=wanted.other_ms / 1000,
        cpu_s=wanted.cpu_ms / 1000,
        rate=wanted.rate,
    )
    most = ceiling(setup, load)
    return {
        "setup": setup,
        "ceiling": most if isfinite(most) else None,
        "bottleneck": bottleneck(setup, load),
        "prediction": asdict(simulate(setup, load)),
    }
