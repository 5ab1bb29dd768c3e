"""What people may send: checked values for the services."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils import timezone

from tracker.models import Membership, Repository, Subsystem, Waiver

LONGEST_WAIVER = timedelta(days=366)


class RegisterForm(forms.Form):
    """A repository to add."""

    location = forms.CharField(
        label="Path or git URL",
        max_length=1000,
        help_text="A directory on this machine, or an https, ssh or file URL",
        widget=forms.TextInput(attrs={"placeholder": "https://github.com/org/service.git", "autocomplete": "off"}),
    )
    name = forms.CharField(label="Name", max_length=120, required=False, help_text="Left empty: taken from the path")


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
        widget=forms.DateInput(attrs={"type": "date"}),
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
        label="Add a note", max_length=5000, widget=forms.Textarea(attrs={"rows": 2, "placeholder": "What should the next person know?"})
    )


class ScheduleForm(forms.ModelForm[Repository]):
    """When a repository is scanned without being asked."""

    class Meta:
        model = Repository
        fields = ("frequency", "schedule_hour", "default_branch")
        labels = {"schedule_hour": "Hour (UTC)", "frequency": "How often", "default_branch": "Branch"}

    schedule_hour = forms.IntegerField(label="Hour (UTC)", min_value=0, max_value=23)


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
    date = forms.DateField(label="Day", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(label="Note", max_length=300, required=False)


class SubsystemForm(forms.Form):
    """What a team plans for a subsystem. Criteria are lines; ``[x]`` in front marks one as met."""

    phase = forms.ChoiceField(label="Planned", choices=Subsystem.Phase.choices, required=False)
    owner = forms.CharField(
        label="Owner", max_length=200, required=False, widget=forms.TextInput(attrs={"placeholder": "@org/team"})
    )
    target_date = forms.DateField(
        label="Target date", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
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
            kind: read(self.cleaned_data[kind], subsystem.criteria.get(kind, []), by) for kind in ("entry", "exit")
        }


def written(items: list[dict[str, object]]) -> str:
    return "\n".join(f"{'[x] ' if item.get('done') else ''}{item.get('text', '')}" for item in items)


def read(text: str, before: list[dict[str, object]], by: str) -> list[dict[str, object]]:
    met = {str(item.get("text")): item for item in before if item.get("done")}
    now = timezone.now().isoformat()
    items: list[dict[str, object]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        done = line.lower().startswith("[x]")
        words = line[3:].strip() if done else line.removeprefix("[ ]").strip()
        known = met.get(words, {})
        stamp = {"by": known.get("by", by), "at": known.get("at", now)} if done else {}
        items.append({"text": words, "done": done, **stamp})
    return items


class OwnerRulesForm(forms.Form):
    """Owner rules in CODEOWNERS syntax."""

    text = forms.CharField(
        label="Rules",
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "class": "mono"}),
        help_text="CODEOWNERS syntax: a pattern, then owners. The last matching line decides; these lines beat the file in the code.",
    )


class ReportForm(forms.Form):
    """From when the report counts."""

    since = forms.DateField(label="Since", required=False, widget=forms.DateInput(attrs={"type": "date"}))
