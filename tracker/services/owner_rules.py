"""The owner rules of a repository, ready to be asked per file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.importers import codeowners
from tracker.importers.codeowners import Rule
from tracker.models import OwnerRule, Repository
from tracker.services import mirrors

# Tried in this order: what people wrote into the settings beats the file.
_ORDER = (OwnerRule.Source.SETTINGS, OwnerRule.Source.CODEOWNERS)


@dataclass(frozen=True, slots=True)
class Decision:
    """Who owns a file by the rules; ``reason`` is the deciding line with its place."""

    handles: tuple[str, ...] = ()
    rule: int | None = None
    reason: str = ""


@dataclass(slots=True)
class Assigner:
    """The rules of a repository, ready to be asked per file. Settings beat CODEOWNERS."""

    rules: Sequence[OwnerRule]
    prefix: str = ""
    _decided: dict[str, Decision] = field(default_factory=dict)

    def __post_init__(self) -> None:
        by_source = {source: [rule for rule in self.rules if rule.source == source] for source in _ORDER}
        self._groups = [(_by_line(rules), codeowners.sections(_rules(rules))) for rules in by_source.values()]

    _groups: list[tuple[dict[int, OwnerRule], list[list[Rule]]]] = field(init=False, repr=False)

    def decide(self, file: str) -> Decision:
        """The owners of ``file``, a path relative to the scanned root."""
        if file not in self._decided:
            self._decided[file] = self._decide(self.prefix + file)
        return self._decided[file]

    def _decide(self, path: str) -> Decision:
        for rows, groups in self._groups:
            found = codeowners.deciding(groups, path)
            if found:
                handles = tuple(dict.fromkeys(owner for rule in found for owner in rule.owners))
                row = rows[found[-1].line]
                return Decision(handles, row.pk, _reason(row))
        return Decision()


def assigner(repository: Repository) -> Assigner:
    """The saved rules of a repository."""
    rules = list(OwnerRule.objects.filter(repository=repository).order_by("source", "order"))
    return Assigner(rules, mirrors.prefix(repository) if rules else "")


def _rules(rows: Sequence[OwnerRule]) -> list[Rule]:
    return [Rule(row.line, row.pattern, tuple(row.handles), row.section, row.text) for row in rows]


def _by_line(rows: Sequence[OwnerRule]) -> dict[int, OwnerRule]:
    return {row.line: row for row in rows}


def _reason(row: OwnerRule) -> str:
    return f"{row.file}:{row.line} {row.text}"[:1200]
