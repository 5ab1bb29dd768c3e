"""Statements: flow of control over a frame's variables."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from scanner.engine import (
    context_variables,
    expiry,
    lazy_names,
    narrowing,
    optional,
    patterns,
    promises,
    scripts,
    stars,
    typing_only,
    unawaited,
    variables,
)
from scanner.engine.attributes import delete_attribute
from scanner.engine.calls import Args, call_method, call_value
from scanner.engine.containers import moved
from scanner.engine.definitions import define_class, define_function
from scanner.engine.expected import expect
from scanner.engine.expressions import (
    assign,
    check_truth,
    evaluate,
    in_place,
    iterate,
    iterate_items,
    listed,
    taken,
    tells_elements_apart,
)
from scanner.engine.external import PROBE
from scanner.engine.frames import Env, Frame
from scanner.engine.managers import enter, leave, may_swallow
from scanner.engine.values import (
    INSTANCE_DICT,
    NOTHING,
    ClassAtom,
    Const,
    ExtInstance,
    Imported,
    Instance,
    Sequence,
    Unknown,
    Value,
    instance_of,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

IR = tuple[Any, ...]
MAX_UNROLL, UNROLLED_AT_IMPORT = 24, 64


def run_block(vm: Machine, frame: Frame, block: tuple[IR, ...]) -> bool:
    """Run statements in order; False when control never reaches the end."""
    for statement in block:
        vm.steps += 1
        frame.statement = statement
        if not _HANDLERS[statement[0]](vm, frame, statement):
            return False
    return True


def merge(*envs: Env) -> Env:
    """Variables after paths meet."""
    first = envs[0]
    if len(envs) == 1:
        return first
    out = dict(first)
    for env in envs[1:]:
        for name, value in env.items():
            known = out.get(name)
            if known is None:
                out[name] = value
            elif known is not value:
                out[name] = join(known, value)
    if any(len(env) < len(out) for env in envs):
        for name in [name for name in out if "." in name]:
            # What only one of the paths knows of an attribute is not all that it may be.
            if not all(name in env for env in envs):
                del out[name]
    return out


def _expr(vm: Machine, frame: Frame, s: IR) -> bool:
    value = evaluate(vm, frame, s[2])
    if s[2][0] == "C":
        from scanner.engine.scheduling import discard

        discard(vm, frame, value, s[1])
    return True


def _assign(vm: Machine, frame: Frame, s: IR) -> bool:
    source = listed(s[3]) if s[2][0][0] in ("T", "L") else s[3]
    value = _only_imported(frame, s) or evaluate(vm, frame, source)
    for target in s[2]:
        assign(vm, frame, target, value, s[1])
    if s[3][0] == "C" and frame.kind == "func":
        unawaited.note_kept(vm, frame, value, s[2][0], s[1])
    activation = frame.activation
    if activation.pending:
        activation.notes += [(word, s) for word in activation.pending]
        activation.pending.clear()
    return True


def _only_imported(frame: Frame, s: IR) -> Value:
    """What another name stands for that nobody has needed yet: an alias at the top level needs it no more."""
    if s[3][0] != "N" or frame.kind != "module" or any(target[0] != "N" for target in s[2]):
        return NOTHING
    held = frame.vars.get(s[3][1], NOTHING)
    return held if all(type(a) is Imported for a in held) else NOTHING


def _annotated(vm: Machine, frame: Frame, s: IR) -> bool:
    _, line, target, annotation, expression = s
    if frame.kind == "class" and target[0] == "N" and frame.cls is not None:
        frame.cls.annotations[target[1]] = annotation
    value = evaluate(vm, frame, expression) if expression is not None else NOTHING
    if frame.kind != "class" and not _is_known(value):
        from scanner.engine.annotations import instances

        declared = instances(vm, frame, annotation)
        if expression is None and frame.kind == "func":
            value = declared
        elif expression is not None and not expect(vm, value, declared):
            value = promises.filled(value, declared)
    elif expression is not None and frame.kind != "class" and any(isinstance(a, Unknown) for a in value):
        from scanner.engine.annotations import instances

        value = promises.completed(value, instances(vm, frame, annotation))
    context_variables.declare(vm, frame, value, annotation)
    if frame.kind != "class":
        value = promises.given(vm, frame, value, annotation)
    if frame.kind == "module" and target[0] == "N":
        frame.annotations[target[1]] = annotation
    if expression is not None or value:
        assign(vm, frame, target, value, line)
    return True


def _is_known(value: Value) -> bool:
    return any(a.interesting or (isinstance(a, Const) and a.value is not None) for a in value)


def _augmented(vm: Machine, frame: Frame, s: IR) -> bool:
    _, line, target, op, expression = s
    op = op.replace("Assign", "")
    value = in_place(vm, frame, target, op, expression, line)
    if value is None:
        value = evaluate(vm, frame, ("B", line, op, target, expression))
    assign(vm, frame, target, value, line)
    return True


def _return(vm: Machine, frame: Frame, s: IR) -> bool:
    value = evaluate(vm, frame, s[2]) if s[2] is not None else _NONE
    if frame.kind == "func":
        activation = frame.activation
        activation.result = promises.returned(vm, frame, value, activation.result)
        if frame.func is None or not frame.func.is_generator:
            expiry.ended(frame, activation.loads, s[1])
    return False


def _raise(vm: Machine, frame: Frame, s: IR) -> bool:
    if s[2] is not None:
        # ``raise Missing`` makes the error just as ``raise Missing()`` does.
        classes = frozenset(a for a in evaluate(vm, frame, s[2]) if isinstance(a, ClassAtom))
        if classes:
            call_value(vm, frame, classes, Args(), s[1])
    return False


def _assert(vm: Machine, frame: Frame, s: IR) -> bool:
    check_truth(vm, frame, evaluate(vm, frame, s[2]), s[1], s[2])
    return narrowing.apply(vm, frame, s[2], True)


def _delete(vm: Machine, frame: Frame, s: IR) -> bool:
    _, line, target = s
    if target[0] == "S":
        base, index = evaluate(vm, frame, target[2]), evaluate(vm, frame, target[3])
        for atom in ordered(base):
            moved(vm, atom)
            if isinstance(atom, Instance):
                call_method(vm, frame, atom, "__delitem__", Args([index]), line, quiet=True)
        taken(frame, target[2], index)
    elif target[0] == "A":
        delete_attribute(vm, frame, evaluate(vm, frame, target[2]), target[3], line)
    elif target[0] in ("T", "L"):
        for part in target[2]:
            _delete(vm, frame, ("del", line, part))
    return True


def _global(vm: Machine, frame: Frame, s: IR) -> bool:
    (frame.globals if s[0] == "global" else frame.nonlocals).update(s[2])
    return True


def _jump(vm: Machine, frame: Frame, s: IR) -> bool:
    frame.jumps.append(frame.vars)
    if s[0] == "break":
        frame.breaks.append(frame.vars)
    return False


def _import(vm: Machine, frame: Frame, s: IR) -> bool:
    for dotted, alias in s[2]:
        first, _, inside = dotted.partition(".")
        name = alias or first
        wanted = (inside,) if inside and not alias else ()
        source = vm.program.absolute(dotted if alias else name, frame.module, wanted)
        if not alias and "." in dotted:
            vm.module(vm.program.absolute(dotted, frame.module))
        vm.bind(frame, name, frozenset((make(Imported, None, source),)))
        full = vm.program.absolute(dotted, frame.module)
        _import_for_effect(vm, frame, name if alias or "." not in dotted else dotted, full)
    return True


def _import_from(vm: Machine, frame: Frame, s: IR) -> bool:
    _, _, level, target, names = s
    wanted = [name for name, _ in names or ()]
    source = (
        vm.program.absolute(target, frame.module, wanted) if level == 0 else absolute(frame, level, target)
    )
    if names is None:
        _import_star(vm, frame, source)
        return True
    for name, alias in names:
        vm.bind(frame, alias or name, frozenset((make(Imported, name, source),)))
        _import_for_effect(vm, frame, alias or name, f"{source}.{name}")
        if frame.kind == "func" and (module := vm.module(source)) is not None:
            lazy_names.run(vm, frame, module, name, s[1])
    return True


def _import_for_effect(vm: Machine, frame: Frame, name: str, dotted: str) -> None:
    """A module that is imported and then never mentioned is imported for what its top level does."""
    if frame.kind != "module":
        return
    module = vm.program.find(dotted)
    if module is not None and not module.started:
        text = vm.program.text(frame.module.path)
        mention = vm.program.look(re.compile(rb"\b%s\b" % re.escape(name.encode())), name.encode())
        written = 1 + (dotted.split(".").count(name) if name != dotted else 0)
        if len(mention.findall(text)) <= written:
            vm.imported_for_effect[module] = None


def absolute(frame: Frame, level: int, target: str) -> str:
    """The dotted name a relative import refers to."""
    if level == 0:
        return target
    parts = frame.module.package.split(".") if frame.module.package else []
    base = parts[: len(parts) - (level - 1)] if level > 1 else parts
    return ".".join([*base, target] if target else base)


def _import_star(vm: Machine, frame: Frame, source: str) -> None:
    module = vm.module(source)
    if module is None:
        stars.note(vm, frame, source)
        return
    exported = vm.execute(module)
    vm.program.listed.add(module.path)
    stars.hand_on(vm, frame, exported)
    listed = exported.vars.get("__all__")
    names = {
        c.value for a in (listed or ()) for v in getattr(a, "items", ()) for c in v if isinstance(c, Const)
    }
    for name in list(exported.vars):
        if (name in names) if names else not name.startswith("_"):
            value = exported.vars[name]
            if name in frame.vars:
                # It may come from this very package: then what the package binds now is meant.
                value = vm.settle(exported, name, value)
            vm.bind(frame, name, value)


def _if(vm: Machine, frame: Frame, s: IR) -> bool:
    _, line, test, body, orelse = s
    divided = typing_only.branches(frame, s)
    if divided is not None:
        alive = run_block(vm, frame, divided[0])
        return run_block(vm, frame, tuple(typing_only.declared(frame, divided[1]))) and alive
    check_truth(vm, frame, evaluate(vm, frame, test), line, test)
    start = frame.vars
    doubtful = optional.is_optional(vm, frame, test)
    ends: list[Env] = []
    for wanted, block in ((True, body), (False, orelse)):
        frame.vars = dict(start)
        if not narrowing.apply(vm, frame, test, wanted) and not (
            wanted and scripts.serves(vm, frame, test, body)
        ):
            continue
        run = partial(run_block, vm, frame, block)
        if optional.run(vm, frame, test, line, run) if wanted and doubtful else run():
            ends.append(frame.vars)
    if not ends:
        return False
    frame.vars = merge(*ends)
    return True


def _loop(
    vm: Machine, frame: Frame, body: Callable[[], bool], orelse: tuple[IR, ...], skippable: bool
) -> bool:
    """Run a loop body until its variables settle; zero, one or more times are all possible."""
    outer, frame.jumps = frame.jumps, []
    outer_breaks, frame.breaks = frame.breaks, []
    before = frame.vars
    ends = [before] if skippable else []
    for attempt in range(3):
        frame.vars = dict(before)
        if body():
            ends.append(frame.vars)
        ends += frame.jumps
        frame.jumps = []
        if not ends:
            break
        merged = merge(before, *ends)
        if attempt and all(merged[k] == before.get(k) for k in merged):
            break
        if all(k in before and (v is before[k] or v <= before[k]) for k, v in merged.items()):
            break
        before = merged
    broken, frame.jumps, frame.breaks = frame.breaks, outer, outer_breaks
    if not ends:
        return False
    if orelse:
        left = {id(env) for env in broken}
        return _otherwise(vm, frame, orelse, [e for e in ends if id(e) not in left and skippable], broken)
    frame.vars = merge(*ends)
    return True


def _otherwise(vm: Machine, frame: Frame, orelse: tuple[IR, ...], ends: list[Env], broken: list[Env]) -> bool:
    """``else`` of a loop runs where no ``break`` has left it; an endless loop ends in no other way."""
    out = list(broken)
    if ends:
        frame.vars = dict(merge(*ends))
        if run_block(vm, frame, orelse):
            out.append(frame.vars)
    if out:
        frame.vars = merge(*out)
    return bool(out)


def _while(vm: Machine, frame: Frame, s: IR) -> bool:
    _, line, test, body, orelse = s
    endless = test[0] == "K" and bool(test[1])

    def once() -> bool:
        check_truth(vm, frame, evaluate(vm, frame, test), line, test)
        return narrowing.apply(vm, frame, test, True) and run_block(vm, frame, body)

    return _loop(vm, frame, once, orelse, not endless)


def _for(vm: Machine, frame: Frame, s: IR) -> bool:
    _, line, target, source, body, orelse, is_async = s
    value = evaluate(vm, frame, source)
    if source[0] == "C" and not is_async:
        unawaited.note_use(vm, frame, value, line)
    known = iterate_items(vm, frame, value) if not is_async and frame.unrolling < 2 else None
    most = UNROLLED_AT_IMPORT if frame.activation.context == "import" else MAX_UNROLL
    if any(isinstance(a, ExtInstance) and a.type == INSTANCE_DICT for a in value):
        # Each name stands for something else; joined they would be some text.
        most = UNROLLED_AT_IMPORT
    if known is not None and len(known) <= most:
        return _unrolled(vm, frame, s, known)
    element = iterate(vm, frame, value, line, is_async)
    if not is_async and tells_elements_apart(frame, element):
        return _one_by_one(vm, frame, s, element)
    frame.looping += repeats(value, target)
    gains: set[str] = set()

    def once() -> bool:
        assign(vm, frame, target, element, line)
        alive = run_block(vm, frame, body)
        if alive and expiry.GAINED in frame.vars and not frame.jumps:
            gains.update(expiry.gains(frame))
        return alive

    alive = _loop(vm, frame, once, orelse, True)
    if gains:
        # Where the loop does not turn at all, there are no rows.
        expiry.give(frame, gains)
    frame.looping -= repeats(value, target)
    return alive


def _one_by_one(vm: Machine, frame: Frame, s: IR, element: Value) -> bool:
    """Run the body once for everything that was put into a list, in an order that nobody knows."""
    _, line, target, _, body, orelse, _ = s
    outer, part = frame.jumps, frame.part
    outer_breaks, frame.breaks = frame.breaks, []
    frame.unrolling += 1
    for turn, atom in enumerate(ordered(element)):
        before, frame.jumps = frame.vars, []
        frame.vars, frame.part = dict(before), ("turn", turn, part)
        assign(vm, frame, target, frozenset((atom,)), line)
        alive = run_block(vm, frame, body)
        frame.vars = merge(before, *([frame.vars] if alive else []), *frame.jumps)
    frame.unrolling -= 1
    frame.jumps, frame.part = outer, part
    broken, frame.breaks = frame.breaks, outer_breaks
    return _otherwise(vm, frame, orelse, [frame.vars], broken) if orelse else True


def repeats(source: Value, target: IR) -> bool:
    """Whether a loop turns once per row of something long: no counter, and no batches of rows."""
    if target[0] == "N" and _BATCH.search(str(target[1])):
        return False
    return bool(source) and all(
        isinstance(a, Sequence) or (isinstance(a, ExtInstance) and a.type not in _COUNTERS) for a in source
    )


_BATCH = re.compile(r"batch|chunk|page|attempt|retry", re.IGNORECASE)
_COUNTERS = frozenset({"range", "builtins.range", "iterator", "any", "dict"})


def _unrolled(vm: Machine, frame: Frame, s: IR, items: tuple[Value, ...]) -> bool:
    """Run the body once per element of a literal, as routes registered in a loop need."""
    _, line, target, _, body, orelse, _ = s
    outer, frame.jumps = frame.jumps, []
    outer_breaks, frame.breaks = frame.breaks, []
    frame.unrolling += 1
    exits: list[Env] = []
    alive, part = True, frame.part
    for turn, item in enumerate(items):
        frame.part = ("turn", turn, part) if turn else part
        assign(vm, frame, target, item, line)
        alive = run_block(vm, frame, body)
        exits += frame.jumps
        frame.jumps = []
        if not alive and not exits:
            break
        frame.vars = merge(*([frame.vars] if alive else []), *exits)
        alive = True
    frame.unrolling -= 1
    frame.jumps, frame.part = outer, part
    broken, frame.breaks = frame.breaks, outer_breaks
    if not alive:
        return False
    return _otherwise(vm, frame, orelse, [frame.vars], broken) if orelse else True


def _with(vm: Machine, frame: Frame, s: IR) -> bool:
    _, _, items, body, is_async = s
    entered: list[tuple[int, Value]] = []
    for line, expression, target in items:
        manager = evaluate(vm, frame, expression)
        value = enter(vm, frame, manager, line, is_async)
        entered.append((line, manager))
        if target is not None:
            assign(vm, frame, target, value, line)
    alive = run_block(vm, frame, body)
    swallows = False
    for line, manager in reversed(entered):
        swallows |= leave(vm, frame, manager, line, is_async)
    return alive or swallows or any(may_swallow(vm, manager) for _, manager in entered)


def _try(vm: Machine, frame: Frame, s: IR) -> bool:
    _, _, body, handlers, orelse, final = s
    start = dict(frame.vars)
    frame.vars.pop(PROBE, None)
    alive = run_block(vm, frame, body)
    after = frame.vars
    probed = after.pop(PROBE, None) is not None and len(body) <= 2
    if probed and frame.activation.context == "thread":
        alive = False
    if alive and orelse:
        alive = run_block(vm, frame, orelse)
    ends = [frame.vars] if alive else []
    if not _cannot_fail(body) and not (probed and frame.activation.context == "loop"):
        for kind, name, block in handlers:
            frame.vars = merge(start, after)
            if kind is not None:
                caught = evaluate(vm, frame, kind)
                if name:
                    from scanner.engine.annotations import instantiate

                    error = instantiate(vm, frame, caught)
                    if kind[0] == "*":
                        error = instance_of("builtins.ExceptionGroup", (("T", error),))
                    vm.bind(frame, name, error)
            if run_block(vm, frame, block):
                ends.append(frame.vars)
    frame.vars = merge(*ends) if ends else merge(start, after)
    if final and not run_block(vm, frame, final):
        return False
    return bool(ends)


def _cannot_fail(body: tuple[IR, ...]) -> bool:
    return all(s[0] in ("break", "continue") for s in body)


def _match(vm: Machine, frame: Frame, s: IR) -> bool:
    _, line, subject, cases = s
    value = evaluate(vm, frame, subject)
    start = frame.vars
    ends: list[Env] = []
    exhaustive = False
    for pattern, guard, block in cases:
        frame.vars = dict(start)
        matched = patterns.matched(vm, frame, pattern, value)
        if matched is not None and not matched:
            continue
        if subject[0] == "N" and matched:
            vm.bind(frame, subject[1], matched)
        found = patterns.captures(vm, frame, pattern, matched or value, line)
        for name in pattern[-1]:
            vm.bind(frame, name, found.get(name) or matched or value)
        patterns.compare(vm, frame, pattern, matched or value, line)
        if guard is not None:
            check_truth(vm, frame, evaluate(vm, frame, guard), line)
        else:
            value = patterns.left_over(vm, frame, pattern, value)
        if run_block(vm, frame, block):
            ends.append(frame.vars)
        if guard is None and (pattern[0] == "any" or not value):
            exhaustive = True
            break
    if not exhaustive:
        ends.append(start)
    if not ends:
        return False
    frame.vars = merge(*ends)
    return True


def _def(vm: Machine, frame: Frame, s: IR) -> bool:
    vm.bind(frame, s[2], define_function(vm, frame, s[3]))
    return True


def _class(vm: Machine, frame: Frame, s: IR) -> bool:
    vm.bind(frame, s[2], define_class(vm, frame, s))
    return True


_NONE: Value = frozenset((make(Const, None),))
_HANDLERS: dict[str, Callable[[Machine, Frame, IR], bool]] = {
    "expr": _expr,
    "=": _assign,
    "ann": _annotated,
    "aug": _augmented,
    "ret": _return,
    "raise": _raise,
    "assert": _assert,
    "del": _delete,
    "global": _global,
    "nonlocal": _global,
    "break": _jump,
    "continue": _jump,
    "import": _import,
    "from": _import_from,
    "if": _if,
    "while": _while,
    "for": _for,
    "with": _with,
    "try": _try,
    "match": _match,
    "def": _def,
    "tvar": variables.declare,
    "alias": variables.alias,
    "class": _class,
}
