"""What validators of a model are given for parameters that say nothing of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine.attributes import declared_field
from scanner.engine.calls import Args
from scanner.engine.values import ANY, STR, Const, Instance, Mapping, Value, instance_of, join, make, ordered

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

_DATA = instance_of("data")
_NAMED = {"field": _DATA, "config": _DATA}
_INFO = "pydantic.ValidationInfo"
_PLAIN, _BY_KEYWORD = frozenset({0, 1}), 3
_HANDLERS = frozenset({"handler", "nxt", "next_", "call_next", "wrapped"})


class Teller:
    """Tells the validators of one object the value, and beside it the fields that are known by then.

    ``told``: the others go by their own names (``names``), or stand in one object of any name (``info``).
    """

    def __init__(self, vm: Machine, instance: Instance, fields: tuple[str, ...], told: str) -> None:
        self._vm, self._instance, self._fields, self._told = vm, instance, fields, told

    def arguments(self, rest: tuple[Any, ...], names: Value, held: Value, on_class: bool) -> Args:
        """``rest``: the parameters but for the class or the object."""
        plain = [param for param in rest if param[1] in _PLAIN]
        given: list[Value] = []
        if plain and (on_class or names):
            given.append(held if held != ANY or plain[0][2] else self._value(names))
        given += [self._beside(param) for param in plain[len(given) :]]
        return Args(given, {param[0]: self._beside(param) for param in rest if param[1] == _BY_KEYWORD})

    def _value(self, names: Value) -> Value:
        """Data as it was sent, or what the fields are declared to hold once that is converted."""
        if not names:
            return join(_DATA, self._values())
        fields = [a.value for a in ordered(names) if isinstance(a, Const) and a.value != "*"]
        declared = [self._declared(name) for name in fields if isinstance(name, str)]
        return join(_DATA, *declared) if declared and all(declared) else ANY

    def _values(self) -> Value:
        held = tuple((name, self._declared(name) or ANY) for name in self._fields)
        return frozenset((make(Mapping, held, ("fields of", self._instance.cls), STR),))

    def _declared(self, name: str) -> Value:
        return declared_field(self._vm, self._instance, name)

    def _beside(self, param: tuple[Any, ...]) -> Value:
        name, _, annotation, _ = param
        if annotation or name in _HANDLERS:
            return ANY
        if self._told == "names":
            return self._values() if name == "values" else _NAMED.get(name, ANY)
        return instance_of(_INFO, (("fields", self._values()),))
