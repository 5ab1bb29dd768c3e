"""What we tell a forge, before it is put into the words of one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from tracker.forges.events import Pull

State = Literal["queued", "in_progress", "completed"]
Conclusion = Literal["success", "failure", "neutral", "cancelled"]
Memory = dict[str, Any]
Remember = Callable[[str, Memory], None]

LONGEST_TEXT = 65_535
_CUT = "\n\n… cut short; the page has everything."


@dataclass(frozen=True, slots=True)
class Annotation:
    """A remark beside a line of the head. ``level`` is notice, warning or failure."""

    path: str
    start_line: int
    end_line: int
    level: Literal["notice", "warning", "failure"]
    title: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """The state of our check of one commit; ``name`` sets it apart from the checks of others,
    ``external_id`` finds it again."""

    name: str
    sha: str
    external_id: str
    state: State
    conclusion: Conclusion | None
    title: str
    summary: str
    link: str
    annotations: tuple[Annotation, ...] = field(default=())


class ForgeClient(Protocol):
    """How we speak to one repository at a forge. Everything may raise ForgeError.

    ``remember(remote_id, memory)`` is called after each step that must not be done twice.
    """

    def report(self, report: Report, remote_id: str, memory: Memory, remember: Remember) -> None:
        """Shows the state of a commit; ``memory`` is what ``remember`` was told before."""
        ...

    def comment(self, number: int, marker: str, body: str, remote_id: str, remember: Remember) -> None:
        """Writes or rewrites the one comment that begins with ``marker``."""
        ...

    def open_pulls(self) -> Iterator[Pull]: ...

    def pull(self, number: int) -> Pull: ...

    def check(self) -> str:
        """The default branch of the repository: proof that address and credentials work."""
        ...

    def git_credential(self, *, fresh: bool = False) -> str:
        """``user:password`` that git may fetch with; ``fresh`` when the one before was refused."""
        ...

    def close(self) -> None: ...


def clipped(text: str, limit: int = LONGEST_TEXT) -> str:
    """``text`` within a forge's limit; what is cut is said so."""
    return text if len(text) <= limit else text[: limit - len(_CUT)] + _CUT
