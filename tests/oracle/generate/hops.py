"""Code that a value passes on its way, written as text: functions, classes, decorators, registries.

``NAME`` is the name of the whole; ``CALL`` runs what lies behind with the value ``thing`` (``CORO`` makes a
coroutine of that). A ``def`` line that ends with ``#0`` is entered first, which enters ``#1`` and so on,
perhaps in another way (``#1 offload``); the last of them enters what lies behind, as ``mode`` says.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.oracle.generate.model import Mode


@dataclass(frozen=True)
class Hop:
    """``call`` runs it with ``VALUE``; ``thing`` is the expression that holds it where ``CALL`` stands."""

    text: str
    call: str = "NAME(VALUE)"
    needs: tuple[str, ...] = ()
    mode: Mode = "inline"
    thing: str = "thing"


_FUNCTOOLS = ("import functools",)
_MANAGER = ("from contextlib import contextmanager",)

SYNC: tuple[Hop, ...] = (
    Hop("""
def NAME(thing):  #0
    return CALL
"""),
    Hop("""
def NAME(*args):  #0
    thing, *rest = args
    return CALL
"""),
    Hop(
        """
def NAME(label, /, **options):  #0
    return NAME_named(**options)


def NAME_named(*, thing):  #1
    return CALL
""",
        "NAME('x', thing=VALUE)",
    ),
    Hop(
        """
class NAME:
    def __init__(self, thing):
        self.thing = thing

    def go(self):  #0
        return CALL
""",
        "NAME(VALUE).go()",
        thing="self.thing",
    ),
    Hop(
        """
class NAME:
    def __init__(self, thing):
        self._thing = thing

    @property
    def result(self):  #0
        return CALL
""",
        "NAME(VALUE).result",
        thing="self._thing",
    ),
    Hop(
        """
KNAME = TypeVar('KNAME')


class NAMEBase(ABC, Generic[KNAME]):
    def __init__(self, thing: KNAME) -> None:
        self.thing = thing

    def go(self):  #0
        return self.step(self.thing)

    @abstractmethod
    def step(self, thing: KNAME):
        ...


class NAME(NAMEBase[object]):
    def step(self, thing):  #1
        return CALL
""",
        "NAME(VALUE).go()",
        ("from typing import Generic, TypeVar", "from abc import ABC, abstractmethod"),
    ),
    Hop(
        """
def NAME_timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):  #0
        return function(*args, **kwargs)

    return wrapper


@NAME_timed
def NAME(thing):  #1
    return CALL
""",
        needs=_FUNCTOOLS,
    ),
    Hop(
        """
class NAME_Retry:
    def __init__(self, times, *, on=Exception):
        self.times = times
        self.on = on

    def __call__(self, function):
        def wrapper(*args, **kwargs):  #0
            for attempt in range(self.times):
                try:
                    return function(*args, **kwargs)
                except self.on:
                    if attempt + 1 == self.times:
                        raise

        return wrapper


@NAME_Retry(2)
def NAME(thing):  #1
    return CALL
"""
    ),
    Hop(
        """
class NAME_Bound:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner=None):
        return functools.partial(self.function, instance)


class NAME:
    @NAME_Bound
    def go(self, thing):  #0
        return CALL
""",
        "NAME().go(VALUE)",
        _FUNCTOOLS,
    ),
    Hop(
        """
def NAME_step(label, thing):  #0
    return CALL


NAME = functools.partial(NAME_step, 'x')
""",
        needs=_FUNCTOOLS,
    ),
    Hop(
        """
class NAME:
    def step(self, label, thing):  #0
        return CALL

    go = functools.partialmethod(step, 'x')
""",
        "NAME().go(VALUE)",
        _FUNCTOOLS,
    ),
    Hop(
        """
def NAME(thing):
    def inner():  #0
        return CALL

    return inner
""",
        "NAME(VALUE)()",
    ),
    Hop(
        """
def NAME(thing):  #0
    yield CALL
""",
        "list(NAME(VALUE))",
    ),
    Hop(
        """
def NAME(thing):  #0
    yield from NAME_rest(thing)
    return 1


def NAME_rest(thing):  #1
    yield CALL
""",
        "[entry for entry in NAME(VALUE)]",
    ),
    Hop(
        """
@contextmanager
def NAME_open(thing):  #1
    try:
        yield CALL
    finally:
        pass


def NAME(thing):  #0
    with NAME_open(thing) as opened:
        return opened
""",
        needs=_MANAGER,
    ),
    Hop(
        """
class NAME_Scope(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __exit__(self, *error):  #1
        thing = self.thing
        CALL


def NAME(thing):  #0
    with NAME_Scope(thing):
        return 1
""",
        needs=("from contextlib import AbstractContextManager",),
    ),
    Hop(
        """
class NAME(Enum):
    GO = 'go'
    STAY = 'stay'

    def run(self, thing):  #0
        match self:
            case NAME.GO:
                return CALL
            case NAME.STAY:
                return None
""",
        "NAME.GO.run(VALUE)",
        ("from enum import Enum",),
    ),
    Hop(
        """
class NAME:
    kinds = {}

    def __init_subclass__(cls, *, kind=None, **more):
        super().__init_subclass__(**more)
        cls.kinds[kind] = cls

    def go(self, thing):
        raise NotImplementedError


class NAME_Go(NAME, kind='go'):
    def go(self, thing):  #0
        return CALL
""",
        "NAME.kinds['go']().go(VALUE)",
    ),
    Hop(
        """
NAME_STEPS = {}


def NAME_step(key):
    def keep(function):
        NAME_STEPS[key] = function
        return function

    return keep


@NAME_step('go')
def NAME_go(thing):  #1
    return CALL


def NAME(thing, key='go'):  #0
    return NAME_STEPS[key](thing)
"""
    ),
)
