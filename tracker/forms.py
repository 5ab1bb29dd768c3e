"""What people may send: checked values for the services."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils import timezone

from tracker.models import Membership, Repository, Waiver

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
