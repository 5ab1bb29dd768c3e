"""What a transaction writes, as the listeners of its session see it: what ``session.new`` holds.

Listeners that look there are run for each class that a function is known to write, with a session and a
scope of their own: what one collects before a commit is not what another finds after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scanner.engine.bodies import Body, last, targets, walk
from scanner.engine.frames import Activation, Frame
from scanner.engine.values import (
    ANY,
    NOTHING,
    Atom,
    Bound,
    ExtInstance,
    FuncAtom,
    Value,
    instance_of,
    make,
)

if TYPE_CHECKING:
    from scanner.engine.external import Call
    from scanner.engine.machine import Machine

IR = tuple[Any, ...]
SESSION = "sqlalchemy.orm.Session"
PENDING = "pending"
"""The fact of a listener's session that tells what is to be written."""
SESSIONS = ("async-session", "session")
_CHANGING = frozenset({"append", "add", "extend", "insert", "remove", "update", "pop", "clear"})
HEARD = "attributes set by listeners"
_TOLD = f"${PENDING}"


def looks_there(vm: Machine, functions: Value) -> bool:
    """Whether one of these functions reads what its session is about to write."""
    row = vm.catalog.type(SESSION)
    names = {name for name, held in row.attributes.items() if _TOLD in held} if row is not None else set()
    for atom in functions:
        function = atom.callee if isinstance(atom, Bound) else atom
        if isinstance(function, FuncAtom):
            function.func.load()
            if any(node[0] == "A" and node[3] in names for node in walk(*function.func.body)):
                return True
    return False


def session(rows: Value | None, facts: tuple[tuple[str, Value], ...]) -> Value:
    """The session of a transaction that writes these rows; None where nobody can tell."""
    pending = instance_of("set", (("0", ANY if rows is None else rows),))
    return instance_of(SESSION, (*facts, (PENDING, pending)))


def apart(vm: Machine, function: Atom, rows: Value | None) -> Atom:
    """The same listener in a scope for transactions like this one."""
    if rows is None:
        return function
    if isinstance(function, Bound):
        bound: Atom = make(Bound, apart(vm, function.callee, rows), function.receiver)
        return bound
    if not isinstance(function, FuncAtom):
        return function
    key = (PENDING, function.frame, rows)
    scope = vm.scopes.get(key)
    if scope is None:
        scope = vm.scopes[key] = Frame("func", function.func.module, function.frame)
        scope.activation = Activation("<told>", None, "declared", ())
    told: Atom = make(FuncAtom, scope, function.func, function.owner)
    return told


def shelf(atom: ExtInstance) -> tuple[Any, ...] | None:
    """Where attributes are kept that a listener sets on the session it is given."""
    pending = atom.param(PENDING) if atom.params else NOTHING
    return (atom.type, "attributes", pending) if pending else None


def stored(vm: Machine, frame: Frame, atom: ExtInstance, attr: str) -> Value:
    """What listeners of the same transaction have set; for a session outside of them, what any has."""
    return vm.heap.read(shelf(atom) or (atom.type, HEARD), attr, frame.activation)


def store(vm: Machine, atom: ExtInstance, attr: str, value: Value) -> bool:
    """Keep an attribute of a listener's session apart from those of other transactions."""
    place = shelf(atom)
    if place is not None:
        vm.heap.write(place, attr, value)
        vm.heap.write((atom.type, HEARD), attr, value)
    return place is not None


def only_asks(call: Call) -> bool:
    """Whether the function opens its sessions itself and does nothing with them but send statements, and
    assigns nothing to what they bring, so that no object is written."""
    frame = call.frame
    if frame.func is None:
        return False
    names = {n for n, value in frame.vars.items() if any(is_session(call.vm, atom) for atom in value)}
    if not names or names & {p[0] for p in frame.func.params}:
        return False
    body = Body(frame.func.body)
    opened = {id(e) for word, e in frame.activation.notes if word == "opens"}
    if not all(_is_opened(body, name, opened) for name in names):
        return False
    changes = any(_changes(node) for node in body.nodes)
    return all(
        _only_sends(call, body, node, changes) for node in body.nodes if node[0] == "N" and node[1] in names
    )


def _changes(node: IR) -> bool:
    """Whether a part may change an object that a session has brought."""
    if node[0] == "C":
        return node[2] == ("N", "setattr") or (node[2][0] == "A" and last(node[2]) in _CHANGING)
    return any(target[0] in ("A", "S") for target in targets(node))


def is_session(vm: Machine, atom: Atom) -> bool:
    return isinstance(atom, ExtInstance) and any(row.role in SESSIONS for row in vm.catalog.mro(atom.type))


def _is_opened(body: Body, name: str, opened: set[int]) -> bool:
    sources = body.values(name)
    for node in body.nodes:
        if node[0] == "with":
            sources += [source for _, source, target in node[2] if target == ("N", name)]
    bindings = sum(("N", name) in targets(node) for node in body.nodes)
    return bindings == len(sources) > 0 and all(id(source) in opened for source in sources)


def _only_sends(call: Call, body: Body, node: IR, changes: bool) -> bool:
    around = list(body.ancestors(node))
    if not around or node in targets(around[0]):
        return True
    if around[0][0] != "A" or len(around) < 2 or around[1][0] != "C" or around[1][2] is not around[0]:
        return False
    held = call.frame.vars[node[1]]
    rows = [call.vm.catalog.method(a.type, around[0][3]) for a in held if isinstance(a, ExtInstance)]
    if any(row is None or row.options.get("adds") or row.options.get("deletes") for row in rows):
        return False
    outer = [each for each in around[2:] if each[0] != "AW"]
    return not changes or (bool(outer) and outer[0][0] in ("expr", "with"))
