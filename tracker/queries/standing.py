"""How many units of each class there are now: counted from the units, so that rows and numbers agree.

Snapshots tell how it was; what a page says of today must equal the list behind its link, also right
after somebody waived a unit or changed an owner.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.db.models import Count

from tracker.models import Classification, Repository, Unit

Dimension = Literal["repository", "subsystem", "owner"]


@dataclass
class Standing:
    """Units by class; ``waived`` counts blocking ones under a waiver."""

    routes_blocking: int = 0
    routes_converted: int = 0
    routes_native: int = 0
    helpers_blocking: int = 0
    helpers_converted: int = 0
    helpers_native: int = 0
    waived: int = 0

    def add(self, kind: str, classification: str, waived: bool, n: int) -> None:
        column = f"{kind}s_{COLUMNS[classification]}"
        setattr(self, column, getattr(self, column) + n)
        if waived and classification == Classification.BLOCKING:
            self.waived += n

    @property
    def blocking(self) -> int:
        return self.routes_blocking + self.helpers_blocking

    @property
    def converted(self) -> int:
        return self.routes_converted + self.helpers_converted

    @property
    def native(self) -> int:
        return self.routes_native + self.helpers_native

    @property
    def routes(self) -> int:
        return self.routes_blocking + self.routes_converted + self.routes_native

    @property
    def helpers(self) -> int:
        return self.helpers_blocking + self.helpers_converted + self.helpers_native

    @property
    def total(self) -> int:
        return self.routes + self.helpers


COLUMNS: Mapping[str, str] = {
    Classification.BLOCKING: "blocking",
    Classification.CONVERTED: "converted",
    Classification.NATIVE: "native",
}


def standing(repository: Repository) -> Standing:
    return standings([repository], "repository").get(repository.pk, Standing())


def standings(repositories: Iterable[Repository], dimension: Dimension) -> dict[int | None, Standing]:
    """Counts by the id of the repository, subsystem or first owner, in one query."""
    rows = Unit.objects.filter(repository__in=repositories).exclude(lifecycle=Unit.Lifecycle.REMOVED)
    grouped = rows.order_by().values_list(f"{dimension}_id", "kind", "classification", "waived")
    found: dict[int | None, Standing] = defaultdict(Standing)
    for key, kind, classification, waived, n in grouped.annotate(n=Count("pk")):
        found[key].add(kind, classification, waived, n)
    return dict(found)
