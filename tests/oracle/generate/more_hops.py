"""More code that a value passes on its way: delegation, inheritance, protocols, events (see ``hops``)."""

from __future__ import annotations

from tests.oracle.generate.hops import Hop

_FUNCTOOLS = ("import functools",)

MORE: tuple[Hop, ...] = (
    Hop(
        """
def NAME_go(thing):  #0
    return CALL


NAME = {'go': NAME_go, 'other': print}
""",
        "NAME['go'](VALUE)",
    ),
    Hop(
        """
class NAME_Inner:
    def go(self, thing):  #0
        return CALL


class NAME:
    def __init__(self):
        self._inner = NAME_Inner()

    def __getattr__(self, name):
        return getattr(self._inner, name)
""",
        "NAME().go(VALUE)",
    ),
    Hop(
        """
class NAME_Store:
    def go(self, thing):  #1
        return CALL


class NAME_Counted:
    calls = 0

    def go(self, thing):  #0
        self.calls += 1
        return super().go(thing)


class NAME(NAME_Counted, NAME_Store):
    pass
""",
        "NAME().go(VALUE)",
    ),
    Hop(
        """
class NAME_Step(Protocol):
    def go(self, thing): ...


class NAME_Plain:
    def go(self, thing):  #1
        return CALL


def NAME(thing, step: NAME_Step | None = None):  #0
    step = step or NAME_Plain()
    return step.go(thing)
""",
        needs=("from typing import Protocol",),
    ),
    Hop(
        """
class NAME_Service:
    def go(self, thing):  #0
        return CALL


@functools.lru_cache(maxsize=None)
def NAME():
    return NAME_Service()
""",
        "NAME().go(VALUE)",
        _FUNCTOOLS,
    ),
    Hop(
        """
class NAME_Service:
    _shared: 'ClassVar[NAME_Service | None]' = None

    @classmethod
    def shared(cls) -> 'NAME_Service':
        if cls._shared is None:
            cls._shared = cls()
        return cls._shared

    def go(self, thing):  #1
        return CALL


def NAME(thing):  #0
    return NAME_Service.shared().go(thing)
""",
        needs=("from typing import ClassVar",),
    ),
    Hop(
        """
def NAME_go(thing):  #1
    return CALL


@dataclass
class NAME:
    label: str = 'x'
    steps: list = field(default_factory=lambda: [NAME_go])

    def go(self, thing):  #0
        return [step(thing) for step in self.steps]
""",
        "NAME().go(VALUE)",
        ("from dataclasses import dataclass, field",),
    ),
    Hop(
        """
class NAME_Bus:
    def __init__(self):
        self.handlers = defaultdict(list)

    def on(self, event):
        def keep(handler):
            self.handlers[event].append(handler)
            return handler

        return keep

    def emit(self, event, *args):  #0
        for handler in self.handlers[event]:
            handler(*args)


NAME = NAME_Bus()


@NAME.on('go')
def NAME_go(thing):  #1
    return CALL
""",
        "NAME.emit('go', VALUE)",
        ("from collections import defaultdict",),
    ),
    Hop("""
def NAME(thing):  #0
    try:
        return 1
    finally:
        CALL
"""),
    Hop("""
def NAME(thing):  #0
    try:
        raise LookupError('x')
    except LookupError as error:
        return CALL, str(error)
"""),
    Hop("""
def NAME(thing, left=1):  #0
    if left:
        return NAME(thing, left - 1)
    return CALL
"""),
    Hop(
        """
def NAME_same(thing):
    return thing


def NAME_go(thing):  #0
    return CALL
""",
        "functools.reduce(lambda value, step: step(value), [NAME_same, NAME_go], VALUE)",
        _FUNCTOOLS,
    ),
    Hop(
        """
class NAME:
    def go(self, thing):  #0
        return CALL

    def __init__(self):
        self.by_name = {'go': self.go}
""",
        "NAME().by_name['go'](VALUE)",
    ),
    Hop(
        """
class NAME_Meta(type):
    def __call__(cls, *args, **kwargs):  #0
        made = super().__call__(*args, **kwargs)
        made.is_made = True
        return made


class NAME(metaclass=NAME_Meta):
    def __init__(self, thing):  #1
        self.result = CALL
"""
    ),
    Hop(
        """
class NAME:
    def __new__(cls, thing):
        made = super().__new__(cls)
        made.kept = thing
        return made

    def __call__(self):  #0
        return CALL
""",
        "NAME(VALUE)()",
        thing="self.kept",
    ),
    Hop(
        """
class NAME(BaseModel):
    label: str = 'x'
    _calls: int = PrivateAttr(default=0)

    def go(self, thing):  #0
        self._calls += 1
        return CALL
""",
        "NAME(label='y').go(VALUE)",
        ("from pydantic import BaseModel, PrivateAttr",),
    ),
    Hop(
        """
def NAME_go(thing):  #0
    return CALL
""",
        "contextvars.copy_context().run(NAME_go, VALUE)",
        ("import contextvars",),
    ),
    Hop(
        """
def NAME(thing):  #0
    with ExitStack() as stack:
        stack.callback(NAME_go, thing)
    return 1


def NAME_go(thing):  #1
    CALL
""",
        needs=("from contextlib import ExitStack",),
    ),
    Hop(
        """
class NAME:
    def go(self, thing):  #0
        return CALL
""",
        "methodcaller('go', VALUE)(NAME())",
        ("from operator import methodcaller",),
    ),
    Hop(
        """
class NAME(NamedTuple):
    thing: object
    label: str = 'x'

    def go(self):  #0
        return CALL
""",
        "NAME(VALUE).go()",
        ("from typing import NamedTuple",),
        thing="self.thing",
    ),
    Hop(
        """
def NAME(thing):  #0
    match {'kind': 'go', 'thing': thing}:
        case {'kind': 'go', 'thing': held}:
            return CALL
        case _:
            return None
""",
        thing="held",
    ),
    Hop(
        """
def NAME(thing):  #0
    if (held := thing) is not None and CALL is None:
        return 0
    return 1
""",
        thing="held",
    ),
)
