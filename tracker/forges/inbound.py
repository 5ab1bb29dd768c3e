"""What every forge's webhooks have in common, seen from the receiving side."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from tracker.forges.errors import MalformedError
from tracker.forges.events import Notice
from tracker.forges.fields import Fields

Headers = Mapping[str, str]
_GUID = re.compile(r"[\w.:-]{1,100}", re.ASCII)
_EVENT = re.compile(r"[\w .-]{1,60}", re.ASCII)


class Label(NamedTuple):
    """What the headers say: the delivery's own id, and the name of its event."""

    guid: str
    event: str


class Inbound(Protocol):
    """How one kind of forge signs, labels and words its deliveries."""

    def is_genuine(self, headers: Headers, body: bytes, secrets: Sequence[str]) -> bool:
        """Whether the raw body was signed with one of the secrets."""
        ...

    def label(self, headers: Headers, body: bytes) -> Label:
        """Raises MalformedError."""
        ...

    def read(self, event: str, payload: Fields) -> Notice:
        """Raises MalformedError."""
        ...


def labelled(guid: str, event: str, body: bytes) -> Label:
    """A checked label; a forge that sends no id is told apart by what it sent. Raises MalformedError."""
    guid = guid or f"body-{hashlib.sha256(body).hexdigest()}"
    if not _GUID.fullmatch(guid):
        raise MalformedError("the delivery's id is not one")
    if not _EVENT.fullmatch(event):
        raise MalformedError("the delivery names no event")
    return Label(guid, event)
