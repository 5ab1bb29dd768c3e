"""Logging: a record goes through the handlers of its logger and of the loggers above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.catalog.schema import CallRow
from scanner.engine import protocols
from scanner.engine.calls import Args, call_method, call_value
from scanner.engine.frames import Frame
from scanner.engine.values import (
    NOTHING,
    Atom,
    ClassAtom,
    Const,
    Ext,
    ExtInstance,
    FuncAtom,
    Instance,
    Mapping,
    Value,
    const,
    instance_of,
    join,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

_LEVELS = {
    "NOTSET": 0,
    "DEBUG": 10,
    "INFO": 20,
    "WARN": 30,
    "WARNING": 30,
    "ERROR": 40,
    "EXCEPTION": 40,
    "FATAL": 50,
    "CRITICAL": 50,
}
_ROOT = ""
_RECORD = instance_of("logging.LogRecord")


def emit(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``logger.warning(...)``: filters of the logger, then every handler that takes the level."""
    level = level_of(row)
    if isinstance(receiver, Instance):
        protocols.ask(vm, frame, frozenset((receiver,)), ("process",), line)
    for name in _names(receiver):
        if level < _threshold(vm, frame, name):
            continue
        _filter(vm, frame, vm.heap.read(("log", name), "filters", frame.activation), line)
        handled = taken = False
        while True:
            for handler in ordered(vm.heap.read(("log", name), "handlers", frame.activation)):
                handled = True
                if level >= least(vm, frame, handler):
                    handle(vm, frame, handler, line)
                    taken |= _makes_text(vm, handler)
                    _format(vm, frame, handler, line)
            if name == _ROOT or _keeps(vm, frame, name):
                break
            name = name.rpartition(".")[0]
        # What nobody handles is written from this level on.
        if taken or (not handled and level >= _LEVELS["WARNING"]):
            _write(vm, frame, row, args, line)
    return const(None)


def level_of(row: CallRow) -> int:
    """The level at which a method logs; the highest where its name does not say."""
    return _LEVELS.get(row.name.rpartition(".")[2].upper(), 50)


def _write(vm: Machine, frame: Frame, row: CallRow, args: Args, line: int) -> None:
    """The message is put together: what it shows is asked for its text."""
    for value in args.pos[1 if row.name.endswith(".log") else 0 :]:
        if any(isinstance(a, Instance) for a in value):
            protocols.show(vm, frame, value, line)


def _keeps(vm: Machine, frame: Frame, name: str) -> bool:
    """Whether a logger certainly does not hand its records on to those above it."""
    return vm.heap.read(("log", name), "propagate", frame.activation) == const(False)


def _names(receiver: Atom | None) -> list[str]:
    """Names of the loggers a receiver may be; the root when nobody knows."""
    if isinstance(receiver, Instance):
        return _names(_logger_given(receiver))
    if isinstance(receiver, ExtInstance):
        known = [a.value for a in receiver.param("name") if isinstance(a, Const)]
        return [n if isinstance(n, str) and n != "root" else _ROOT for n in known] or [_ROOT]
    return [_ROOT]


def _logger_given(adapter: Instance) -> Atom | None:
    """The logger that an adapter of the project was made with."""
    key = adapter.key
    flows = key[1] if isinstance(key, tuple) and key[0] == "args" else ()
    given = (a for value in flows for a in value if isinstance(a, ExtInstance))
    return next((a for a in given if a.param("name")), None)


def _threshold(vm: Machine, frame: Frame, name: str) -> int:
    """The level the nearest logger with one was set to; 0 where that is not known."""
    while True:
        levels = [_level(a) for a in vm.heap.read(("log", name), "threshold", frame.activation)]
        if levels or name == _ROOT:
            known = [n for n in levels if n is not None]
            return min(known) if known and len(known) == len(levels) else 0
        name = name.rpartition(".")[0]


def handle(vm: Machine, frame: Frame, handler: Atom, line: int) -> None:
    from scanner.engine.external import call_row

    _filter(vm, frame, vm.heap.read(("log", handler), "filters", frame.activation), line)
    if isinstance(handler, Instance):
        for name in ("emit", "handle"):
            if handler.cls.lookup(name) is not None:
                call_method(vm, frame, handler, name, Args([_RECORD]), line)
                return
    types = handler.cls.external_bases if isinstance(handler, Instance) else [_type_of(handler)]
    for name in types:
        row = vm.catalog.method(name, "emit")
        if row is not None and row.effect is not None:
            call_row(vm, frame, row, handler, Args([_RECORD]), line)
            return


def _makes_text(vm: Machine, handler: Atom) -> bool:
    """Whether a handler shows what a record holds; those of the library that drop it do not."""
    rows = vm.catalog.mro(_type_of(handler))
    return not rows or any(row.options.get("formats") for row in rows)


def _format(vm: Machine, frame: Frame, handler: Atom, line: int) -> None:
    """A handler of the library makes text of a record with its formatter, if it has one."""
    if not isinstance(handler, ExtInstance) or not _makes_text(vm, handler):
        return
    for formatter in ordered(vm.heap.read(("log", handler), "formatter", frame.activation)):
        if isinstance(formatter, Instance):
            call_method(vm, frame, formatter, "format", Args([_RECORD]), line)


def _type_of(handler: Atom) -> str:
    return handler.type if isinstance(handler, ExtInstance) else ""


def _filter(vm: Machine, frame: Frame, filters: Value, line: int) -> None:
    for atom in ordered(filters):
        if isinstance(atom, Instance):
            call_method(vm, frame, atom, "filter", Args([_RECORD]), line)
        elif isinstance(atom, FuncAtom):
            call_value(vm, frame, frozenset((atom,)), Args([_RECORD]), line)


def least(vm: Machine, frame: Frame, handler: Atom) -> int:
    given = vm.heap.read(("log", handler), "level", frame.activation)
    given |= vm.heap.read(handler, "level", frame.activation)
    levels = [_level(a) for a in given]
    return min((n for n in levels if n is not None), default=0)


def _level(atom: Atom) -> int | None:
    if isinstance(atom, Ext):
        return _LEVELS.get(atom.name.rpartition(".")[2])
    if isinstance(atom, Const) and isinstance(atom.value, str):
        return _LEVELS.get(atom.value.upper())
    return atom.value if isinstance(atom, Const) and isinstance(atom.value, int) else None


_SLOTS = {"log-filter": "filters", "log-formatter": "formatter"}


def attach(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``addHandler``, ``addFilter`` and ``setFormatter`` of loggers and handlers."""
    slot = _SLOTS.get(row.role or "", "handlers")
    is_logger = isinstance(receiver, ExtInstance) and any(
        r.role == "logger" for r in vm.catalog.mro(receiver.type)
    )
    for owner in _names(receiver) if is_logger else [receiver]:
        vm.heap.write(("log", owner), slot, args.get(0, None))
    return const(None)


def set_level(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    if isinstance(receiver, ExtInstance) and any(r.role == "logger" for r in vm.catalog.mro(receiver.type)):
        for name in _names(receiver):
            vm.heap.write(("log", name), "threshold", args.get(0, "level"))
    else:
        vm.heap.write(("log", receiver), "level", args.get(0, "level"))
    return const(None)


def assigned(vm: Machine, frame: Frame, atom: ExtInstance, attr: str, value: Value, line: int) -> None:
    """``logger.propagate = False`` and ``logger.handlers = [...]``: each logger has its own."""
    from scanner.engine.containers import iterate_value

    row = vm.catalog.type(atom.type)
    slots = row.options.get("assigned") if row is not None and row.role == "logger" else None
    slot = slots.get(attr) if isinstance(slots, dict) else None
    if slot is not None:
        held = iterate_value(vm, frame, value, line, False) if slot == "handlers" else value
        for name in _names(atom):
            vm.heap.write(("log", name), slot, held)


def child(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``logger.getChild("x")`` hands on to the logger it comes from."""
    ends = [a.value for a in args.get(0, "suffix") if isinstance(a, Const)] or ["?"]
    names = [".".join(filter(None, (name, str(end)))) for name in _names(receiver) for end in ends]
    return join(*(instance_of("logging.Logger", (("name", const(name)),)) for name in names))


# -- configuration by dictionary


def configure(
    vm: Machine, frame: Frame, row: CallRow, receiver: Atom | None, args: Args, line: int
) -> Value | None:
    """``basicConfig(handlers=[...])`` and ``dictConfig({...})`` with classes of the project."""
    from scanner.engine.containers import iterate_value

    if "handlers" in args.kwargs:
        handlers = iterate_value(vm, frame, args.kwargs["handlers"], line, False)
        vm.heap.write(("log", _ROOT), "handlers", handlers)
    for atom in ordered(args.get(0, "config")):
        if isinstance(atom, Mapping):
            _configure(vm, frame, atom, line)
    return const(None)


def _configure(vm: Machine, frame: Frame, config: Mapping, line: int) -> None:
    handlers = {
        name: _make_handler(vm, frame, entry, line)
        for name, entry in _entries(vm, frame, config, "handlers").items()
    }
    loggers = _entries(vm, frame, config, "loggers")
    for atom in _get(vm, frame, config, "root"):
        if isinstance(atom, Mapping):
            loggers[_ROOT] = atom
    for name, entry in loggers.items():
        for key, slot in (("level", "threshold"), ("propagate", "propagate")):
            vm.heap.write(("log", name), slot, _get(vm, frame, entry, key))
        for wanted in _texts(vm, frame, _get(vm, frame, entry, "handlers"), line):
            if handlers.get(wanted):
                vm.heap.write(("log", name), "handlers", handlers[wanted])


def _get(vm: Machine, frame: Frame, config: Mapping, key: str) -> Value:
    from scanner.engine.containers import contents

    return contents(vm, frame, config)[0].get(key, NOTHING)


def _entries(vm: Machine, frame: Frame, config: Mapping, key: str) -> dict[str, Mapping]:
    from scanner.engine.containers import contents

    out: dict[str, Mapping] = {}
    for atom in _get(vm, frame, config, key):
        if isinstance(atom, Mapping):
            for name, value in contents(vm, frame, atom)[0].items():
                out |= {str(name): a for a in value if isinstance(a, Mapping)}
    return out


def _texts(vm: Machine, frame: Frame, value: Value, line: int) -> list[str]:
    from scanner.engine.containers import iterate_value

    found = iterate_value(vm, frame, value, line, False) if value else NOTHING
    return [a.value for a in ordered(found) if isinstance(a, Const) and isinstance(a.value, str)]


def _make_handler(vm: Machine, frame: Frame, entry: Mapping, line: int) -> Value:
    out = NOTHING
    for atom in _get(vm, frame, entry, "class") | _get(vm, frame, entry, "()"):
        callee = frozenset((atom,))
        if isinstance(atom, Const) and isinstance(atom.value, str):
            module, _, name = atom.value.rpartition(".")
            callee = vm.resolve_import(module, name) if vm.module(module) is not None else NOTHING
        if any(isinstance(a, ClassAtom | FuncAtom) for a in callee):
            out |= call_value(vm, frame, callee, Args(), line)
    for handler in out:
        vm.heap.write(("log", handler), "level", _get(vm, frame, entry, "level"))
    return out
