"""What people may send about forges and the gate: checked values for the services."""

from __future__ import annotations

from typing import Any

from django import forms

from tracker.models import ForgeConnection, Repository
from tracker.services import policies
from tracker.services.connections import Draft
from tracker.services.policies import PolicyError

ACTION_CHOICES = [("fail", "Fail"), ("warn", "Warn"), ("neutral", "Stay neutral")]


class SecretTextarea(forms.Textarea):
    """Never shows what was typed, not even beside an error."""

    def format_value(self, value: object) -> str:
        return ""


class ConnectionForm(forms.Form):
    """A connection to a forge; credentials left empty stay as they are."""

    name = forms.CharField(label="Name", max_length=120)
    kind = forms.ChoiceField(label="Forge", choices=ForgeConnection.Kind.choices)
    api_url = forms.URLField(
        label="API address",
        max_length=300,
        assume_scheme="https",
        help_text="https://api.github.com, https://gitlab.example.com/api/v4, https://codeberg.org/api/v1",
    )
    auth = forms.ChoiceField(label="Report back", choices=ForgeConnection.Auth.choices, required=False)
    token = forms.CharField(
        label="Access token",
        required=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="May write statuses and comments; kept encrypted and never shown again",
    )
    app_id = forms.CharField(label="App id", required=False, max_length=64)
    private_key = forms.CharField(
        label="App private key",
        required=False,
        max_length=20_000,
        widget=SecretTextarea(
            attrs={"rows": 3, "spellcheck": "false", "class": "mono", "autocomplete": "off"}
        ),
        help_text="The PEM file GitHub gave you; kept encrypted and never shown again",
    )

    @classmethod
    def of(cls, connection: ForgeConnection | None, repository: Repository) -> ConnectionForm:
        if connection is None:
            return cls(
                initial={"name": repository.name, "kind": "github", "api_url": "https://api.github.com"}
            )
        names = ("name", "kind", "api_url", "auth", "app_id")
        return cls(initial={name: getattr(connection, name) for name in names})

    def draft(self) -> Draft:
        return Draft(**self.cleaned_data)


class AttachForm(forms.Form):
    """Which repository at the forge this one is."""

    connection = forms.ChoiceField(label="Connection", required=False)
    slug = forms.RegexField(
        r"^[\w.-]+(/[\w.-]+)+$",
        label="Repository at the forge",
        max_length=200,
        required=False,
        help_text="owner/name, or group/subgroup/name",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = ForgeConnection.objects.values_list("pk", "name")
        field = self.fields["connection"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Not connected"), *((str(pk), name) for pk, name in rows)]

    @classmethod
    def of(cls, repository: Repository) -> AttachForm:
        return cls(
            initial={"connection": str(repository.forge_connection_id or ""), "slug": repository.forge_slug}
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("connection") and not values.get("slug"):
            self.add_error("slug", "Name the repository at the forge.")
        return values

    def chosen(self) -> ForgeConnection | None:
        pk = self.cleaned_data["connection"]
        return ForgeConnection.objects.get(pk=pk) if pk else None


class GateForm(forms.Form):
    """The gate: what a change may do."""

    new_blocking = forms.ChoiceField(
        label="A unit begins to block",
        choices=ACTION_CHOICES,
        help_text="Fail stops the merge where the check is required; the others let it pass",
    )
    contract = forms.ChoiceField(label="A route's contract changes", choices=ACTION_CHOICES)
    ratchet = forms.BooleanField(
        label="Ratchet: let a unit begin to block if at least as many stop", required=False
    )
    rules = forms.CharField(
        label="Exceptions",
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "class": "mono"}),
        help_text="One a line, the first that fits decides: path app/legacy/ warn, "
        "or subsystem billing neutral",
    )

    @classmethod
    def of(cls, repository: Repository) -> GateForm:
        policy = policies.read(repository.gate)
        lines = [f"{rule.kind} {rule.value} {rule.action}" for rule in policy.rules]
        table = policy.table()
        return cls(initial={**table, "rules": "\n".join(lines)})

    def clean_rules(self) -> list[dict[str, str]]:
        rows = []
        for number, line in enumerate(self.cleaned_data["rules"].splitlines(), start=1):
            words = line.split()
            if not words:
                continue
            if len(words) < 3:
                raise forms.ValidationError(f"Line {number} is not “path|subsystem value action”.")
            rows.append({"kind": words[0], "value": " ".join(words[1:-1]), "action": words[-1]})
        return rows

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        try:
            if not self.errors:
                policies.read(values)
        except PolicyError as error:
            self.add_error("rules", str(error))
        return values
