"""Branches taken only where somebody set an option whose name the program makes up when it runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scanner.engine.bodies import Body, dotted, last
from scanner.engine.expressions import evaluate
from scanner.engine.frames import Activation, Frame
from scanner.engine.reasons import text_of
from scanner.engine.scheduling import shadow_frame
from scanner.engine.values import Const, ExtInstance, ExtMethod, Value, join

if TYPE_CHECKING:
    from scanner.catalog.schema import Catalog
    from scanner.engine.machine import Machine

IR = tuple[Any, ...]
# How many runs a branch may enter before it is taken to wait for something.
MAX_REACHED = 300


def is_optional(vm: Machine, frame: Frame, test: IR) -> bool:
    """``name in os.environ``, ``config.has_option(section, name)`` with a name that no text spells out."""
    if frame.kind != "func" or frame.activation.context == "import":
        return False
    if test[0] == "BO" and test[1] == "and":
        return is_optional(vm, frame, test[2]) or is_optional(vm, frame, test[3])
    if test[0] == "CMP" and len(test[3]) == 1 and test[3][0][0] == "In" and dotted(test[3][0][1]):
        asked = evaluate(vm, frame, test[3][0][1])
        return _holds_options(vm, asked) and not _is_spelled(vm, frame, test[2])
    if test[0] == "C" and last(test[2]) in asking(vm.catalog):
        rows = [a.row for a in evaluate(vm, frame, test[2]) if isinstance(a, ExtMethod)]
        asks = any(row.options.get("asks") for row in rows)
        return asks and not all(_is_spelled(vm, frame, e) for _, _, e in test[3])
    return False


def asking(catalog: Catalog) -> frozenset[str]:
    """Names of methods that say whether an option is set."""
    found = _ASKING.get(catalog.digest)
    if found is None:
        methods = [(n, m) for row in catalog.types.values() for n, m in row.methods.items()]
        found = _ASKING[catalog.digest] = frozenset(n for n, m in methods if m.options.get("asks"))
    return found


_ASKING: dict[str, frozenset[str]] = {}


def _holds_options(vm: Machine, value: Value) -> bool:
    types = [vm.catalog.type(a.type) for a in value if isinstance(a, ExtInstance)]
    return bool(types) and all(row is not None and bool(row.options.get("asks")) for row in types)


def _is_spelled(vm: Machine, frame: Frame, e: IR) -> bool:
    """Whether a name stands somewhere as it is, rather than being put together."""
    sources = Body(frame.func.body).values(e[1]) if e[0] == "N" and frame.func is not None else []
    if any(each[0] in _PUT_TOGETHER for each in (e, *sources)):
        return False
    value = evaluate(vm, frame, e)
    return bool(value) and all(isinstance(a, Const) for a in value)


_PUT_TOGETHER = frozenset({"B", "J", "C"})


def run(vm: Machine, frame: Frame, test: IR, line: int, block: Callable[[], bool]) -> bool:
    """Runs a block that is only *possible*: what it blocks decides no class, and is listed as unresolved."""
    real = frame.activation
    shadow = shadow_frame(frame, real.context, "possible", line).activation
    frame.activation = shadow
    try:
        ended = block()
    finally:
        frame.activation = real
    real.result, real.yields = join(real.result, shadow.result), join(real.yields, shadow.yields)
    real.unresolved.update(shadow.unresolved)
    if _blocks(shadow):
        real.unresolved[line, _text(test)] = "runs only where an option of that name is set"
    return ended


def _blocks(start: Activation) -> bool:
    """Whether something that waits is run from here, as far as is known now."""
    seen, stack = {start}, [start]
    while stack and len(seen) < MAX_REACHED:
        node = stack.pop()
        if any(effect[2] == "blocks" for effect in node.effects):
            return True
        found = node.edges.keys() - seen
        seen |= found
        stack += found
    return bool(stack)


def _text(test: IR) -> str:
    if test[0] == "CMP":
        return f"{text_of(test[2])} in {dotted(test[3][0][1])}"
    return text_of(test)
