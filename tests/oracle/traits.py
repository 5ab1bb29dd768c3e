"""Stand-ins for traitlets: attributes of a class body with a default, and methods that give one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

KINDS = ("Bool", "Callable", "Instance", "Integer", "Type", "Unicode")


class Trait:
    """``port = Integer(8080)``; its object may have been given, or assigned, something else."""

    def __init__(self, default_value: Any = None, klass: Any = None, **options: object) -> None:
        self.default = default_value if default_value is not None else klass
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        if self.name not in instance.__dict__:
            instance.__dict__[self.name] = instance.make_default(self.name, self.default)
        return instance.__dict__[self.name]

    def __set__(self, instance: Any, value: object) -> None:
        instance.__dict__[self.name] = value


class Default:
    """``default("name")``: marks the method that is asked for it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, method: Callable[[Any], Any]) -> Callable[[Any], Any]:
        method.__dict__["gives"] = self.name
        return method


class HasTraits:
    def __init__(self, **given: object) -> None:
        for name, value in given.items():
            setattr(self, name, value)

    def make_default(self, name: str, otherwise: object) -> object:
        for cls in type(self).__mro__:
            for member in vars(cls).values():
                if getattr(member, "gives", None) == name:
                    return member(self)
        return otherwise
