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

from tracker.forms import WaiverForm
from tracker.models import Membership, Repository, SavedView, Unit
from tracker.queries import inventory
from tracker.queries.choices import facets
from tracker.queries.exports import EXPORTS, UNITS, streamed
from tracker.queries.narrowing import narrowings
from tracker.queries.people import allows
from tracker.services import reviews
from tracker.views.access import repository_page, role_of, user_id
from tracker.views.pages import back, once_scanned, render_page

PAGE_SIZES = (50, 100, 200)


class UnitPaginator(Paginator[Unit]):
    """Pages of units. The facets counted the rows already, and a page sorts ids before it fetches rows."""

    def __init__(self, rows: QuerySet[Unit], per_page: int, known: int) -> None:
        super().__init__(rows, per_page)
        self.rows, self.known = rows, known

    @cached_property
    def count(self) -> int:
        return self.known

    def page(self, number: int | str) -> Page[Unit]:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = self.rows.values_list("pk", flat=True)[first : first + self.per_page]
        return Page(inventory.with_related(list(keys)), number, self)


@repository_page()
@once_scanned("Inventory", "inventory")
def show(request: HttpRequest, repository: Repository) -> HttpResponse:
    wanted = inventory.InventoryFilter.from_query(request.GET)
    counts = inventory.class_counts(inventory.units(repository, without_class(wanted)))
    page = paged(request, inventory.units(repository, wanted), wanted, chosen_count(wanted, counts))
    boxes = facets(repository, wanted.narrow)
    context: dict[str, Any] = {
        "wanted": wanted,
        "sort": wanted.sort,
        "counts": counts,
        "page": page,
        "narrowings": narrowings(repository, wanted, boxes),
        "facets": boxes,
        "saved": saved_views(request, repository),
        "plans": Unit.Plan.choices,
        "waiver_form": WaiverForm(auto_id="waiver_%s"),
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
    sorted_rows = inventory.in_order(rows, wanted.sort)
    return UnitPaginator(sorted_rows, size, total).get_page(request.GET.get("page"))


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
    found = rows.select_related("subsystem", "owner", "state")
    return streamed(UNITS, found, form, f"{repository.slug}-inventory")


@repository_page(methods=("POST",), personal=True)
def save_view(request: HttpRequest, repository: Repository) -> HttpResponse:
    """Keep the present filters under a name; only members may share."""
    page = reverse("inventory", args=[repository.slug])
    name, query = request.POST.get("name", "").strip()[:100], request.POST.get("query", "")[:2000]
    if not name:
        return back(request, page, "Give the view a name.", error=True)
    shared = "shared" in request.POST and allows(role_of(request), Membership.Role.MEMBER)
    reviews.save_view(repository, user=request.user, name=name, query=query, shared=shared)
    return back(request, f"{page}?{query}", f"View “{name}” saved.")


@repository_page(methods=("POST",), personal=True)
def delete_view(request: HttpRequest, repository: Repository, pk: int) -> HttpResponse:
    view = SavedView.objects.filter(repository=repository, pk=pk, user_id=user_id(request)).first()
    if view is None:
        raise Http404("no such view of yours")
    reviews.delete_view(view)
    return back(request, reverse("inventory", args=[repository.slug]), "View deleted.")
