"""Mapped classes: lazy relationships, deferred and expired columns on rows of a synchronous session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef
from scanner.engine.values import (
    ANY,
    NOTHING,
    Atom,
    ExtInstance,
    Instance,
    Value,
)

if TYPE_CHECKING:
    from scanner.engine.external import Call
    from scanner.engine.machine import Machine


def attribute(vm: Machine, frame: Frame, atom: Instance, attr: str, value: Value, line: int) -> Value | None:
    """A mapped attribute read on an instance; None when the attribute is not mapped."""
    return None


def class_attribute(vm: Machine, cls: ClassDef, attr: str) -> Value | None:
    """A mapped attribute read on the class, as queries do; None when it is not mapped."""
    return None


def row_attribute(vm: Machine, frame: Frame, atom: ExtInstance, attr: str, line: int) -> Value | None:
    """An attribute of a result row; None when the type has no columns by name."""
    return None


def stored(vm: Machine, frame: Frame, atom: Instance, attr: str, value: Value, line: int) -> None:
    """An attribute assigned on an instance of a mapped class."""


def loaded_rows(call: Call, value: Value) -> Value:
    """Instances as a query of this receiver gives them."""
    return value


_UNUSED: tuple[Any, ...] = (ANY, NOTHING, Atom)
