"""What people may send: checked values for the services."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from tracker.models import Membership, Repository, Subsystem, SubsystemRule, TrafficImport, Waiver
from tracker.services.subsystems import SubsystemSpec, criteria

MOST_TRAFFIC_BYTES = 20_000_000
LONGEST_WAIVER = timedelta(days=366)


def day_input() -> forms.DateInput:
    """The browser's own calendar, which wants ISO days whatever the language."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RegisterForm(forms.Form):
    """A repository to add."""

    location = forms.CharField(
        label="Path or git URL",
        max_length=1000,
        help_text="A directory on this machine, or an https, ssh or file URL",
        widget=forms.TextInput(
            attrs={"placeholder": "https://github.com/org/service.git", "autocomplete": "off"}
        ),
    )
    name = forms.CharField(
        label="Name", max_length=120, required=False, help_text="Left empty: taken from the path"
    )
    private = forms.BooleanField(
        label="Private: I connect its forge next",
        required=False,
        help_text="Nothing is fetched before that; then the forge's own token opens it",
    )


def in_ninety_days() -> date:
    return timezone.localdate() + timedelta(days=90)


class WaiverForm(forms.Form):
    """Why a unit may stay as it is, and until when."""

    use_required_attribute = False

    reason = forms.ChoiceField(label="Reason", choices=Waiver.Reason.choices)
    text = forms.CharField(label="Explanation", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    expires = forms.DateField(
        label="Ends on",
        initial=in_ninety_days,
        widget=day_input(),
        help_text="At most a year from now; the owner is told 14 and 3 days before",
    )

    def clean_expires(self) -> date:
        day: date = self.cleaned_data["expires"]
        today = timezone.localdate()
        if not today < day <= today + LONGEST_WAIVER:
            raise forms.ValidationError("Choose a day within the next year.")
        return day


class NoteForm(forms.Form):
    text = forms.CharField(
        label="Add a note",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "What should the next person know?"}),
    )


class ScheduleForm(forms.Form):
    """When a repository is scanned without being asked."""

    frequency = forms.ChoiceField(label="How often", choices=Repository.Frequency.choices)
    schedule_hour = forms.IntegerField(label="Hour (UTC)", min_value=0, max_value=23)

    @classmethod
    def of(cls, repository: Repository) -> ScheduleForm:
        return cls(initial={"frequency": repository.frequency, "schedule_hour": repository.schedule_hour})


class MemberForm(forms.Form):
    """A person to let in, or a role to change."""

    username = forms.CharField(label="User name", max_length=150)
    email = forms.EmailField(label="E-mail", required=False)
    role = forms.ChoiceField(label="Role", choices=Membership.Role.choices)


class TokenForm(forms.Form):
    """An API token to create."""

    name = forms.CharField(label="Name", max_length=100, help_text="Where it will be used")
    scope = forms.ChoiceField(label="May", choices=[("read", "Read"), ("write", "Read and change")])
    days = forms.IntegerField(label="Days until it ends", min_value=1, max_value=730, initial=90)


class TargetForm(forms.Form):
    """The day a phase should be finished; no day removes the target."""

    phase = forms.ChoiceField(label="Phase", choices=[("1", "Phase 1"), ("2", "Phase 2")])
    date = forms.DateField(label="Day", required=False, widget=day_input())
    note = forms.CharField(label="Note", max_length=300, required=False)


class SubsystemForm(forms.Form):
    """What a team plans for a subsystem. Criteria are lines; ``[x]`` in front marks one as met."""

    phase = forms.ChoiceField(label="Planned", choices=Subsystem.Phase.choices, required=False)
    owner = forms.CharField(
        label="Owner",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "@org/team"}),
    )
    target_date = forms.DateField(label="Target date", required=False, widget=day_input())
    entry = forms.CharField(
        label="Entry criteria",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line; [x] in front marks it as met",
    )
    exit = forms.CharField(
        label="Exit criteria", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    notes = forms.CharField(
        label="Notes", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 2})
    )

    @classmethod
    def of(cls, subsystem: Subsystem) -> SubsystemForm:
        return cls(
            initial={
                "phase": subsystem.phase,
                "owner": subsystem.owner.handle if subsystem.owner else "",
                "target_date": subsystem.target_date,
                "entry": written(subsystem.criteria.get("entry", [])),
                "exit": written(subsystem.criteria.get("exit", [])),
                "notes": subsystem.notes,
            }
        )

    def criteria(self, subsystem: Subsystem, by: str) -> dict[str, list[dict[str, object]]]:
        """The criteria as stored; who met one and when is kept from before or set now."""
        return {
            kind: criteria(self.cleaned_data[kind], subsystem.criteria.get(kind, []), by)
            for kind in ("entry", "exit")
        }


def written(items: list[dict[str, object]]) -> str:
    return "\n".join(f"{'[x] ' if item.get('done') else ''}{item.get('text', '')}" for item in items)


class OwnerRulesForm(forms.Form):
    """Owner rules in CODEOWNERS syntax."""

    text = forms.CharField(
        label="Rules",
        required=False,
        max_length=200_000,
        widget=forms.Textarea(
            attrs={
                "rows": 10,
                "spellcheck": "false",
                "class": "mono",
                "placeholder": "*             @org/platform\n/app/reports/  @org/reporting",
            }
        ),
        help_text="CODEOWNERS syntax: a pattern, then owners. The last matching line decides; "
        "these lines beat the file in the code.",
    )


class TrafficForm(forms.Form):
    """A file of request counts."""

    file = forms.FileField(
        label="File",
        help_text="An access log of nginx, Apache, gunicorn or uvicorn; a Prometheus text page; or CSV with "
        "method, path and requests. At most 20 MB",
    )
    form = forms.ChoiceField(
        label="Format", required=False, choices=[("", "Recognise it"), *TrafficImport.Format.choices]
    )

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MOST_TRAFFIC_BYTES:
            raise forms.ValidationError("The file is larger than 20 MB.")
        return file


class ReportForm(forms.Form):
    """From when the report counts."""

    since = forms.DateField(label="Since", required=False, widget=day_input())


class GeneralForm(forms.Form):
    """Name and how the code is reached."""

    name = forms.CharField(label="Name", max_length=120)
    default_branch = forms.CharField(label="Branch", max_length=255, required=False)
    web_url = forms.URLField(
        label="Address at the forge",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Files and commits link there, for example https://github.com/org/service",
    )
    codeowners_synced = forms.BooleanField(label="Take owners from CODEOWNERS in the code", required=False)

    @classmethod
    def of(cls, repository: Repository) -> GeneralForm:
        fields = ("name", "default_branch", "web_url", "codeowners_synced")
        return cls(initial={field: getattr(repository, field) for field in fields})


class ScannerForm(forms.Form):
    """How the code is scanned."""

    import_roots = forms.CharField(
        label="Import roots",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One directory a line; empty lets the scanner find them",
    )
    config = forms.JSONField(
        label="Scanner configuration",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "class": "mono"}),
        help_text='As in the project\'s own file, for example {"exclude": ["tests/**"]}',
    )
    catalog = forms.JSONField(
        label="Extra catalog rows",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false", "class": "mono"}),
        help_text="A list of rows for your own clients, in the form of the built-in catalog",
    )

    @classmethod
    def of(cls, repository: Repository) -> ScannerForm:
        return cls(
            initial={
                "import_roots": "\n".join(repository.import_roots),
                "config": repository.config,
                "catalog": repository.catalog,
            }
        )

    def clean_import_roots(self) -> list[str]:
        roots = [line.strip() for line in self.cleaned_data["import_roots"].splitlines() if line.strip()]
        if any(root.startswith("/") or ".." in root.split("/") for root in roots):
            raise forms.ValidationError("Import roots lie inside the repository.")
        return roots

    def clean_config(self) -> dict[str, object]:
        value = self.cleaned_data["config"] or {}
        if not isinstance(value, dict):
            raise forms.ValidationError("This must be an object: {…}.")
        return value

    def clean_catalog(self) -> list[object]:
        value = self.cleaned_data["catalog"] or []
        if not isinstance(value, list):
            raise forms.ValidationError("This must be a list: […].")
        return value


class SubsystemRulesForm(forms.Form):
    """Subsystem rules, one a line: ``name: prefix /wells`` (or ``package``, ``tag``), tried in order."""

    rules = forms.CharField(
        label="Rules",
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "class": "mono"}),
        help_text="One a line: name: prefix /wells, name: package app.wells or name: tag wells. "
        "The first match wins.",
    )

    @classmethod
    def of(cls, repository: Repository) -> SubsystemRulesForm:
        rows = SubsystemRule.objects.filter(subsystem__repository=repository).select_related("subsystem")
        ordered = rows.order_by("subsystem__order", "subsystem__name", "order", "id")
        return cls(
            initial={"rules": "\n".join(f"{row.subsystem.name}: {row.kind} {row.value}" for row in ordered)}
        )

    def clean_rules(self) -> list[SubsystemSpec]:
        specs: dict[str, SubsystemSpec] = {}
        for number, line in enumerate(self.cleaned_data["rules"].splitlines(), start=1):
            if not line.strip():
                continue
            name, colon, rule = line.partition(":")
            kind, _, value = rule.strip().partition(" ")
            if not (colon and name.strip() and value.strip() and kind in SubsystemRule.Kind.values):
                raise forms.ValidationError(f"Line {number} is not “name: prefix|package|tag value”.")
            spec = specs.setdefault(name.strip(), {"name": name.strip(), "rules": []})
            spec["rules"].append({"kind": kind, "value": value.strip()})
        return list(specs.values())
