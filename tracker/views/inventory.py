"""The inventory: list, saved views, exports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from tracker.models import Owner, Repository, SavedView, Unit
from tracker.queries import inventory
from tracker.queries.choices import facets
from tracker.queries.exports import EXPORTS
from tracker.views.access import repository_page
from tracker.views.pages import render_page

PAGE_SIZES = (50, 100, 200)


class CountedPaginator(Paginator[Unit]):
    """A paginator that is told how many rows there are, since the facets counted them already."""

    def __init__(self, rows: QuerySet[Unit], per_page: int, known: int) -> None:
        super().__init__(rows, per_page)
        self.known = known

    @cached_property
    def count(self) -> int:
        return self.known


@repository_page()
def show(request: HttpRequest, repository: Repository) -> HttpResponse:
    wanted = inventory.InventoryFilter.from_query(request.GET)
    counts = inventory.class_counts(inventory.units(repository, without_class(wanted)))
    page = paged(request, inventory.units(repository, wanted), wanted, chosen_count(wanted, counts))
    context: dict[str, Any] = {
        "wanted": wanted,
        "sort": wanted.sort,
        "counts": counts,
        "page": page,
        "facets": facets(repository, wanted.narrow),
        "narrowed": bool(set(wanted.narrow) - {"class", "q", "kind"}),
        "saved": saved_views(request, repository),
        "owners": Owner.objects.all()[:300],
        "plans": Unit.Plan.choices,
        "inventory_url": reverse("inventory", args=[repository.slug]),
        "without_class": without_class(wanted).query_string(),
        "query": wanted.query_string(),
    }
    return render_page(request, "tracker/inventory.html", context, repository=repository, nav="inventory")


def without_class(wanted: inventory.InventoryFilter) -> inventory.InventoryFilter:
    return replace(wanted, classification=())


def chosen_count(wanted: inventory.InventoryFilter, counts: dict[str, int]) -> int:
    chosen = set(wanted.classification)
    return sum(counts.get(name, 0) for name in chosen) if chosen else counts["all"]


def paged(
    request: HttpRequest, rows: QuerySet[Unit], wanted: inventory.InventoryFilter, total: int
) -> Page[Unit]:
    given = request.GET.get("per", "")
    size = int(given) if given.isdigit() and int(given) in PAGE_SIZES else PAGE_SIZES[0]
    sorted_rows = inventory.with_related(inventory.in_order(rows, wanted.sort))
    return CountedPaginator(sorted_rows, size, total).get_page(request.GET.get("page"))


def saved_views(request: HttpRequest, repository: Repository) -> Iterable[SavedView]:
    mine = Q(shared=True)
    if request.user.is_authenticated:
        mine |= Q(user_id=request.user.pk)
    return SavedView.objects.filter(mine, repository=repository, page="inventory")[:50]


@repository_page()
def export(request: HttpRequest, repository: Repository, form: str) -> StreamingHttpResponse:
    """The filtered rows as a file, streamed so that size does not matter."""
    if form not in EXPORTS:
        raise Http404("no such format")
    wanted = inventory.InventoryFilter.from_query(request.GET)
    rows = inventory.in_order(inventory.units(repository, wanted), wanted.sort)
    content_type, write = EXPORTS[form]
    return StreamingHttpResponse(
        write(rows.select_related("subsystem", "owner", "state").iterator(chunk_size=500)),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{repository.slug}-inventory.{form}"'},
    )
