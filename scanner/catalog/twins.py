"""Async twins: a type that mirrors a blocking one method by method, awaited where the other blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scanner.catalog.parsing import Sheet
from scanner.catalog.schema import CallRow, EffectRow, TypeRow
from scanner.errors import CatalogError

_OPERATIONS = ("construct", "any_method", "call", "getitem")
_MIRRORED = {"enter": "aenter", "iter": "aiter"}
_MIRRORED_EFFECTS = {
    "enter_effect": "aenter_effect",
    "exit_effect": "aexit_effect",
    "iter_effect": "aiter_effect",
}


def expand_twins(sheet: Sheet) -> None:
    """Fill every ``async_of`` type of a sheet from its blocking original; what it states itself wins."""
    renames = {original: twin for twin, original in sheet.twins.items()}
    for name, original in sheet.twins.items():
        source = sheet.types.get(original)
        if source is None or original in sheet.twins:
            raise CatalogError(
                f"{sheet.origin}: {name}: async_of names no blocking type of this file: {original!r}"
            )
        sheet.types[name] = _Mirror(source, sheet.types[name], renames).row()


class _Mirror:
    def __init__(self, source: TypeRow, own: TypeRow, renames: Mapping[str, str]) -> None:
        self.source, self.own, self.renames = source, own, renames

    def row(self) -> TypeRow:
        source, own = self.source, self.own
        methods = {attr: self.call(row, f"{own.name}.{attr}") for attr, row in source.methods.items()}
        attributes = {attr: self.rename(expression) for attr, expression in source.attributes.items()}
        return replace(
            own,
            bases=own.bases or tuple(self.rename(base) for base in source.bases),
            params=own.params or source.params,
            methods=methods | own.methods,
            attributes=attributes | own.attributes,
            any_attribute=own.any_attribute or self.rename_optional(source.any_attribute),
            **(self._operations() | self._bindings() | self._effects()),
        )

    def _operations(self) -> dict[str, Any]:
        found: dict[str, CallRow | None] = {}
        for key in _OPERATIONS:
            own, source = getattr(self.own, key), getattr(self.source, key)
            found[key] = own or (
                source and self.call(source, source.name.replace(self.source.name, self.own.name))
            )
        return found

    def _bindings(self) -> dict[str, Any]:
        return {
            mirrored: getattr(self.own, mirrored) or self.rename_optional(getattr(self.source, key))
            for key, mirrored in _MIRRORED.items()
        }

    def _effects(self) -> dict[str, Any]:
        return {
            mirrored: getattr(self.own, mirrored) or _awaited(getattr(self.source, key))
            for key, mirrored in _MIRRORED_EFFECTS.items()
        }

    def call(self, row: CallRow, name: str) -> CallRow:
        blocks = row.effect == "blocks"
        return replace(
            row,
            name=name,
            effect="async-io" if blocks else row.effect,
            is_async=row.is_async or blocks,
            returns=self.rename_optional(row.returns),
            alternative=None if blocks else row.alternative,
        )

    def rename_optional(self, expression: str | None) -> str | None:
        return None if expression is None else self.rename(expression)

    def rename(self, expression: str) -> str:
        return re.sub(r"[A-Za-z_][\w.]*", lambda found: self.renames.get(found[0], found[0]), expression)


def _awaited(row: EffectRow | None) -> EffectRow | None:
    if row is None or row.effect != "blocks":
        return row
    return EffectRow("async-io", row.kind)
