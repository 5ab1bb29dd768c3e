"""Pages of rows, the same way everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

T = TypeVar("T")


class Paging(Schema):
    page: int = Field(1, ge=1, le=1_000_000, description="Which page, from 1")
    per: int = Field(50, ge=1, le=500, description="Rows a page")


class Page(Schema, Generic[T]):
    """``count`` is of all rows; ``next`` and ``previous`` are addresses, or null at the ends."""

    items: list[T]
    count: int
    page: int
    pages: int
    next: str | None
    previous: str | None


def paged(
    request: HttpRequest,
    rows: QuerySet[Any] | Sequence[Any],
    paging: Paging,
    load: Callable[[Any], Sequence[Any]] = list,
) -> dict[str, Any]:
    """One page of ``rows`` as a Page; ``load`` turns the chosen part of them into items."""
    count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    pages = max(1, -(-count // paging.per))
    first = (paging.page - 1) * paging.per
    items = load(rows[first : first + paging.per]) if first < count else []
    return {
        "items": items,
        "count": count,
        "page": paging.page,
        "pages": pages,
        "next": address(request, paging.page + 1) if paging.page < pages else None,
        "previous": address(request, min(paging.page - 1, pages)) if paging.page > 1 else None,
    }


def address(request: HttpRequest, page: int) -> str:
    """The address of another page of the same list."""
    query = request.GET.copy()
    query["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
