"""Turns the tables of one catalog file into rows, refusing whatever the format does not name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from scanner.catalog.schema import (
    EFFECTS,
    KINDS,
    PLACES,
    SEVERITIES,
    CallbackRow,
    CallRow,
    EffectRow,
    TypeRow,
)
from scanner.errors import CatalogError

Table = Mapping[str, Any]

_FILE_KEYS = {"library", "aliases", "values", "function", "type"}
_LIBRARY_KEYS = {"name", "packages", "over", "link", "quiet", "plain", "kind", "severity", "alternative"}
_CALL_KEYS = {
    "names", "effect", "kind", "severity", "async", "returns", "alternative", "link",
    "params", "unless", "calls", "role", "options",
}  # fmt: skip
_CALLBACK_KEYS = {"arg", "name", "where", "args", "method"}
_EFFECT_FIELDS = (
    "enter_effect", "exit_effect", "aenter_effect", "aexit_effect",
    "iter_effect", "aiter_effect", "await_effect",
)  # fmt: skip
_BINDING_FIELDS = ("enter", "aenter", "iter", "aiter", "awaited", "any_attribute", "link", "role")
_OPERATION_FIELDS = {"construct": "", "any_method": ".*", "call": ".__call__", "getitem": ".__getitem__"}
_TYPE_KEYS = (
    {"name", "bases", "params", "attributes", "options", "method", "async_of"}
    | set(_EFFECT_FIELDS)
    | set(_BINDING_FIELDS)
    | set(_OPERATION_FIELDS)
)


@dataclass(slots=True)
class Sheet:
    """The rows of one file, not yet merged with the others."""

    origin: str
    name: str
    packages: list[str]
    over: list[str]
    quiet: list[str]
    plain: list[str]
    aliases: dict[str, str]
    values: dict[str, str]
    functions: dict[str, CallRow] = field(default_factory=dict)
    types: dict[str, TypeRow] = field(default_factory=dict)
    twins: dict[str, str] = field(default_factory=dict)


class SheetParser:
    """Reads one file's tables; every complaint names the file and the row."""

    def __init__(self, origin: str, tables: Table) -> None:
        self.origin = origin
        self.tables = tables
        self.library: Table = tables.get("library", {})

    def parse(self) -> Sheet:
        """Raises CatalogError on unknown keys, wrong value types and rows given twice."""
        self.check_keys("file", self.tables, _FILE_KEYS)
        self.check_keys("[library]", self.library, _LIBRARY_KEYS)
        sheet = Sheet(
            origin=self.origin,
            name=str(self.library.get("name", self.origin)),
            packages=self.strings("[library]", self.library, "packages"),
            over=self.strings("[library]", self.library, "over"),
            quiet=self.strings("[library]", self.library, "quiet"),
            plain=self.strings("[library]", self.library, "plain"),
            aliases=self.texts("[aliases]", self.tables.get("aliases", {})),
            values=self.texts("[values]", self.tables.get("values", {})),
        )
        self._add_functions(sheet)
        self._add_types(sheet)
        return sheet

    def _add_functions(self, sheet: Sheet) -> None:
        for table in self.tables.get("function", []):
            for row in self.calls(table, prefix=""):
                if row.name in sheet.functions:
                    self.refuse(row.name, "the function is given twice")
                sheet.functions[row.name] = row

    def _add_types(self, sheet: Sheet) -> None:
        for table in self.tables.get("type", []):
            row = self.type_row(table)
            if row.name in sheet.types:
                self.refuse(row.name, "the type is given twice")
            sheet.types[row.name] = row
            if "async_of" in table:
                sheet.twins[row.name] = self.text(row.name, table, "async_of") or ""

    def type_row(self, table: Table) -> TypeRow:
        name = self.text("[[type]]", table, "name") or self.refuse("[[type]]", "it has no name")
        self.check_keys(name, table, _TYPE_KEYS)
        methods: dict[str, CallRow] = {}
        for method in table.get("method", []):
            for row in self.calls(method, prefix=f"{name}."):
                attr = row.name.rpartition(".")[2]
                if attr in methods:
                    self.refuse(row.name, "the method is given twice")
                methods[attr] = row
        return TypeRow(
            name=name,
            bases=tuple(self.strings(name, table, "bases")),
            params=tuple(self.strings(name, table, "params")),
            methods=methods,
            attributes=self.texts(name, table.get("attributes", {})),
            library=self.library.get("name", self.origin),
            options=dict(table.get("options", {})),
            **self._syntax(name, table),
        )

    def _syntax(self, name: str, table: Table) -> dict[str, Any]:
        """What operators and statements do with an instance, by field of TypeRow."""
        fields: dict[str, Any] = {key: self.text(name, table, key) for key in _BINDING_FIELDS}
        fields |= {key: self.effect(name, table.get(key)) for key in _EFFECT_FIELDS}
        fields |= {
            key: self.operation(name + tail, table.get(key)) for key, tail in _OPERATION_FIELDS.items()
        }
        return fields

    def calls(self, table: Table, prefix: str) -> Iterator[CallRow]:
        names = self.strings(prefix or "[[function]]", table, "names")
        if not names:
            self.refuse(prefix or "[[function]]", "a row has no names")
        for name in names:
            yield self.call(prefix + name, table)

    def operation(self, name: str, table: Table | None) -> CallRow | None:
        return None if table is None else self.call(name, table)

    def call(self, name: str, table: Table) -> CallRow:
        self.check_keys(name, table, _CALL_KEYS)
        effect = self.choice(name, table, "effect", EFFECTS)
        return CallRow(
            name=name,
            effect=effect,
            kind=self._kind(name, table) if effect else None,
            severity=self.choice(name, table, "severity", SEVERITIES) or self.library.get("severity", "high"),
            is_async=self._is_async(name, table, effect),
            returns=self.text(name, table, "returns"),
            params=tuple(self.strings(name, table, "params")),
            unless=dict(table.get("unless", {})),
            calls=tuple(self.callback(name, item) for item in table.get("calls", [])),
            alternative=self._inherited(name, table, "alternative") if effect == "blocks" else None,
            link=self._inherited(name, table, "link"),
            library=self.library.get("name", self.origin),
            role=self.text(name, table, "role"),
            options=dict(table.get("options", {})),
        )

    def callback(self, name: str, table: Table) -> CallbackRow:
        self.check_keys(name, table, _CALLBACK_KEYS)
        where = self.choice(name, table, "where", PLACES) or self.refuse(name, "a callback has no 'where'")
        if "arg" not in table and "name" not in table:
            self.refuse(name, "a callback needs 'arg' or 'name'")
        args = table.get("args", "none")
        if not isinstance(args, list) and args not in {"rest", "none"}:
            self.refuse(name, f"callback args {args!r} is not 'rest', 'none' or a list")
        given = tuple(args) if isinstance(args, list) else args
        method = self.text(name, table, "method")
        return CallbackRow(table.get("arg"), table.get("name"), where, given, method or "")

    def effect(self, name: str, table: Table | None) -> EffectRow | None:
        if table is None:
            return None
        self.check_keys(name, table, {"effect", "kind"})
        effect = self.choice(name, table, "effect", EFFECTS) or self.refuse(name, "an effect has no 'effect'")
        return EffectRow(effect, self._kind(name, table))

    def _kind(self, name: str, table: Table) -> str:
        kind = self._inherited(name, table, "kind") or self.refuse(name, "a row with an effect has no kind")
        if kind not in KINDS:
            self.refuse(name, f"kind {kind!r} is not one of {', '.join(sorted(KINDS))}")
        return kind

    def _is_async(self, name: str, table: Table, effect: str | None) -> bool:
        value = table.get("async", effect == "async-io")
        if not isinstance(value, bool):
            self.refuse(name, "'async' is not true or false")
        return value

    def _inherited(self, name: str, table: Table, key: str) -> str | None:
        return self.text(name, table, key) or self.text("[library]", self.library, key)

    def choice(self, name: str, table: Table, key: str, allowed: frozenset[str]) -> str | None:
        value = self.text(name, table, key)
        if value is not None and value not in allowed:
            self.refuse(name, f"{key} {value!r} is not one of {', '.join(sorted(allowed))}")
        return value

    def text(self, name: str, table: Table, key: str) -> str | None:
        value = table.get(key)
        if value is not None and not isinstance(value, str):
            self.refuse(name, f"{key!r} is not a string")
        return value

    def strings(self, name: str, table: Table, key: str) -> list[str]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.refuse(name, f"{key!r} is not a list of strings")
        return value

    def texts(self, name: str, table: Any) -> dict[str, str]:
        if not isinstance(table, Mapping) or not all(isinstance(item, str) for item in table.values()):
            self.refuse(name, "it is not a table of strings")
        return dict(table)

    def check_keys(self, name: str, table: Any, allowed: set[str]) -> None:
        if not isinstance(table, Mapping):
            self.refuse(name, "it is not a table")
        unknown = sorted(set(table) - allowed)
        if unknown:
            self.refuse(name, f"unknown key {', '.join(map(repr, unknown))}")

    def refuse(self, name: str, reason: str) -> NoReturn:
        raise CatalogError(f"{self.origin}: {name}: {reason}")
