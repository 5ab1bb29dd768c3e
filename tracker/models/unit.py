"""Routes and helpers, and the intervals over which each was in one state."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from tracker.models.ownership import Owner
from tracker.models.repository import Repository
from tracker.models.scan import Scan
from tracker.models.subsystem import Subsystem


class Classification(models.TextChoices):
    BLOCKING = "blocking-async", "Blocking async"
    CONVERTED = "converted-def", "Plain def"
    NATIVE = "native-async", "Native async"


class Unit(models.Model):
    """A route or helper, with its newest known face for filtering and sorting.

    ``key`` is the scanner's stable id (other ids of a moved unit live in UnitKey). The class columns
    repeat the current UnitState, ``state``. ``lifecycle`` reads: *new* turned blocking in the newest
    scan, *open* is still blocking, *reopened* blocks again after it had been clear, *fixed* was
    blocking once and no longer is, *clean* never blocked, *removed* is gone from the code.
    """

    class Kind(models.TextChoices):
        ROUTE = "route", "Route"
        HELPER = "helper", "Helper"

    class Lifecycle(models.TextChoices):
        NEW = "new", "New"
        OPEN = "open", "Open"
        REOPENED = "reopened", "Reopened"
        FIXED = "fixed", "Fixed"
        CLEAN = "clean", "Clean"
        REMOVED = "removed", "Removed"

    BLOCKED = (Lifecycle.NEW, Lifecycle.OPEN, Lifecycle.REOPENED)

    class Plan(models.TextChoices):
        NONE = "", "Not planned"
        PHASE_1 = "1", "Phase 1: plain def"
        PHASE_2 = "2", "Phase 2: native async"
        STAY = "stay", "Stays as it is"

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="units")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    key = models.CharField(max_length=700)
    name = models.CharField(max_length=500)  # the handler of a route, the helper's own name: pkg.mod:func
    protocol = models.CharField(max_length=9, blank=True, default="")  # http or websocket, routes only
    methods = models.CharField(max_length=80, blank=True, default="")  # "GET POST", routes only
    path = models.CharField(max_length=500, blank=True, default="")
    role = models.CharField(max_length=20, blank=True, default="")
    tags = models.JSONField(default=list, blank=True)
    file = models.CharField(max_length=500)
    line = models.PositiveIntegerField(default=0)
    end_line = models.PositiveIntegerField(default=0)
    place = models.CharField(max_length=16, blank=True, default="")  # digest of lines and descriptive columns

    classification = models.CharField(max_length=16, choices=Classification.choices)
    detail = models.CharField(max_length=12)
    confidence = models.CharField(max_length=8)
    is_async = models.BooleanField(default=False)
    awaits = models.BooleanField(default=False)
    blocking_calls = models.PositiveIntegerField(default=0)
    unresolved_calls = models.PositiveIntegerField(default=0)
    costs = models.JSONField(default=dict, blank=True)  # of a route: how many places cost, by what they are
    reach_count = models.PositiveIntegerField(default=0)  # routes reached by a helper, helpers of a route
    lifecycle = models.CharField(max_length=8, choices=Lifecycle.choices, default=Lifecycle.CLEAN)
    state = models.ForeignKey(
        "tracker.UnitState", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    first_scan = models.ForeignKey(Scan, null=True, on_delete=models.SET_NULL, related_name="+")
    since_scan = models.ForeignKey(Scan, null=True, on_delete=models.SET_NULL, related_name="+")
    moved_scan = models.ForeignKey(Scan, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    removed_scan = models.ForeignKey(Scan, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    subsystem = models.ForeignKey(
        Subsystem, null=True, blank=True, on_delete=models.SET_NULL, related_name="units"
    )
    scanner_subsystem = models.CharField(max_length=200, blank=True, default="")
    owner = models.ForeignKey(Owner, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    plan = models.CharField(max_length=4, choices=Plan.choices, blank=True, default="")
    waived = models.BooleanField(default=False)

    class Meta:
        ordering = ["path", "name", "id"]
        constraints = [models.UniqueConstraint(fields=["repository", "key"], name="one_unit_per_key")]
        indexes = [
            models.Index(fields=["repository", "kind", "classification"], name="unit_class"),
            models.Index(fields=["repository", "lifecycle"], name="unit_lifecycle"),
            models.Index(fields=["repository", "name"], name="unit_name"),
            models.Index(fields=["repository", "path"], name="unit_path"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How people call it: ``GET /things/{id}`` or ``pkg.mod:func``."""
        return f"{self.methods or 'WS'} {self.path}" if self.kind == self.Kind.ROUTE else self.name

    @property
    def is_present(self) -> bool:
        return self.lifecycle != self.Lifecycle.REMOVED

    @property
    def is_blocking(self) -> bool:
        return self.lifecycle in self.BLOCKED


class UnitKey(models.Model):
    """A former or older key of a unit; a move adds one, so that history and old links stay whole."""

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="other_keys")
    key = models.CharField(max_length=700)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["repository", "key"], name="one_unit_per_known_key")]

    def __str__(self) -> str:
        return self.key


class UnitState(models.Model):
    """What a unit was over the half-open interval [from_position, to_position) of the timeline.

    ``to_*`` is null while the state still holds. ``change`` says how the state came about, ``ends``
    how it ended. ``scanner_changed``: the scans on both sides of its start ran different scanner
    versions, so the change may not come from the commit. ``exact``: the commit right before
    ``from_scan`` was scanned too, so its author made the change.
    """

    class Change(models.TextChoices):
        FIRST = "first", "First seen"  # already there at the oldest scan
        ADDED = "added", "Added"
        BLOCKED = "blocked", "Newly blocking"
        CLEARED = "cleared", "Cleared"
        ALTERED = "altered", "Altered"  # neither into nor out of blocking
        RETURNED = "returned", "Returned"

    class Ending(models.TextChoices):
        HOLDS = "", "Still holds"
        CHANGED = "changed", "Changed"
        REMOVED = "removed", "Removed"

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="states")
    from_scan = models.ForeignKey(Scan, on_delete=models.RESTRICT, related_name="states_started")
    to_scan = models.ForeignKey(
        Scan, null=True, blank=True, on_delete=models.RESTRICT, related_name="states_ended"
    )
    from_position = models.BigIntegerField()
    to_position = models.BigIntegerField(null=True, blank=True)
    digest = models.CharField(max_length=16)
    change = models.CharField(max_length=8, choices=Change.choices, default=Change.FIRST)
    previous_class = models.CharField(max_length=16, blank=True, default="")
    ends = models.CharField(max_length=8, choices=Ending.choices, blank=True, default="")
    scanner_changed = models.BooleanField(default=False)
    exact = models.BooleanField(default=False)

    classification = models.CharField(max_length=16, choices=Classification.choices)
    detail = models.CharField(max_length=12)
    confidence = models.CharField(max_length=8)
    is_async = models.BooleanField(default=False)
    blocking_calls = models.PositiveIntegerField(default=0)
    symbols = models.JSONField(default=list, blank=True)  # blocking symbols, the chain's last one first
    chain = models.JSONField(default=list, blank=True)
    contract = models.JSONField(default=dict, blank=True)
    contract_digest = models.CharField(max_length=80, blank=True, default="")
    dependencies = models.JSONField(default=list, blank=True)
    contexts = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["from_position", "id"]
        indexes = [
            models.Index(fields=["unit", "from_position"], name="state_of_unit"),
            models.Index(fields=["repository", "from_position"], name="state_from"),
            models.Index(fields=["repository", "to_position"], name="state_to"),
            models.Index(fields=["repository"], condition=Q(to_position__isnull=True), name="state_current"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.classification} from {self.from_position} to {self.to_position}"


class UnitReach(models.Model):
    """Whom a unit touches now: the routes that reach a helper, the helpers a route reaches (unit ids).

    ``costs`` are the places that make a route dear: ``[what, file, line, function]``. ``calls`` are the
    keys of the blocking calls that the unit counts; null where the scan did not say.
    """

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="reach")
    digest = models.CharField(max_length=16)
    members = models.JSONField(default=list)
    costs = models.JSONField(default=list, blank=True)
    calls = models.JSONField(default=None, null=True, blank=True)

    def __str__(self) -> str:
        return f"reach of {self.unit_id}"


class CallSite(models.Model):
    """A blocking call in the code as of the newest scan, reached by a route or not.

    ``members`` are the ids of the routes that run it; null where the scan only counted them.
    """

    repository = models.ForeignKey(Repository, on_delete=models.CASCADE, related_name="call_sites")
    key = models.CharField(max_length=16)
    place = models.CharField(max_length=16, default="")
    symbol = models.CharField(max_length=300)
    kind = models.CharField(max_length=12)
    file = models.CharField(max_length=500)
    line = models.PositiveIntegerField()
    function = models.CharField(max_length=500)
    contexts = models.JSONField(default=list)
    on_loop = models.BooleanField(default=False)
    confidence = models.CharField(max_length=8)
    routes = models.PositiveIntegerField(default=0)
    members = models.JSONField(default=None, null=True, blank=True)
    alternative = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["file", "line"]
        constraints = [models.UniqueConstraint(fields=["repository", "key"], name="one_call_site_per_key")]

    def __str__(self) -> str:
        return f"{self.symbol} at {self.file}:{self.line}"
