from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Context:
    user: str = "nobody"
    extras: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name):
        return self.extras[name]

    def __setitem__(self, name, value):
        self.extras[name] = value


_stack: ContextVar[list] = ContextVar("stack", default=[])


def push(context):
    _stack.set([*_stack.get(), context])


def pop():
    _stack.set(_stack.get()[:-1])


def current():
    return _stack.get()[-1]
