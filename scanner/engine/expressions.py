"""Expressions: what each may evaluate to, and what evaluating it does."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scanner.engine import (
    entries,
    enums,
    expiry,
    generators,
    inherited,
    instance_dicts,
    keyword_dicts,
    known_data,
    lazy_iterators,
    library_operators,
    mixins,
    narrowing,
    object_keys,
    promises,
    protocols,
    read_back,
    texts,
    tuple_keys,
    unawaited,
)
from scanner.engine.attributes import load, store
from scanner.engine.calls import Args, awaitable_callees, call_method, call_value, keep_defaults, made_in_turn
from scanner.engine.containers import (
    contents,
    getitem,
    iterate_value,
    make_copy,
    make_mapping,
    make_sequence,
    repeat,
    setitem,
    unpack,
    without,
)
from scanner.engine.frames import Frame
from scanner.engine.program import ClassDef, FuncDef
from scanner.engine.unions import lay_over, unite, united
from scanner.engine.values import (
    ANY,
    INSTANCE_DICT,
    LAZY,
    NOTHING,
    OPAQUE_TYPES,
    SLICE,
    STR,
    Bound,
    ClassAtom,
    Const,
    Coroutine,
    Ext,
    ExtAwaitable,
    ExtInstance,
    ExtMethod,
    Form,
    FuncAtom,
    Generator,
    Instance,
    Mapping,
    Sequence,
    Unknown,
    Value,
    const,
    instance_of,
    join,
    make,
    ordered,
)

if TYPE_CHECKING:
    from scanner.engine.machine import Machine

IR = tuple[Any, ...]
# Elements that a comprehension takes one by one, and those of lists filled while modules are imported.
MAX_TURNS, MAX_APART = 24, 48
BYTES, FLOAT = instance_of("bytes"), instance_of("float")


def evaluate(vm: Machine, frame: Frame, e: IR) -> Value:
    """The value of an expression in a frame; effects are recorded in the frame's activation."""
    return _HANDLERS[e[0]](vm, frame, e)


def _name(vm: Machine, frame: Frame, e: IR) -> Value:
    return vm.lookup(frame, e[1])


def _external(vm: Machine, frame: Frame, e: IR) -> Value:
    return vm.external(e[1])


def _constant(vm: Machine, frame: Frame, e: IR) -> Value:
    value = e[1]
    if isinstance(value, bytes | complex):
        return BYTES if isinstance(value, bytes) else FLOAT
    if isinstance(value, str) and len(value) > texts.MAX_TEXT:
        return STR
    return const(value)


def _attribute(vm: Machine, frame: Frame, e: IR) -> Value:
    base = evaluate(vm, frame, e[2])
    narrowed = frame.vars.get(narrowing.path(e))
    if narrowed is not None and narrowed:
        return narrowed
    return load(vm, frame, base, e[3], e[1])


def _call(vm: Machine, frame: Frame, e: IR, awaited: bool = False) -> Value:
    _, line, function, arguments = e
    if function[0] == "N" and function[1] in _TAKING_ALL and len(arguments) == 1:
        arguments = ((*arguments[0][:2], listed(arguments[0][2])),)
    callee = evaluate(vm, frame, function)
    if awaited:
        callee = awaitable_callees(vm, callee)
    args = evaluate_arguments(vm, frame, arguments, line)
    if function[0] == "N":
        known = _known_by_name(vm, frame, function[1], arguments)
        if known is not None:
            return known
    changed = keyword_dicts.call(vm, frame, function, args)
    if changed is not None:
        return changed
    value = call_value(vm, frame, callee, args, line, function)
    if function[0] == "A" and function[3] == "pop" and args.pos:
        taken(frame, function[2], args.pos[0])
    elif function[0] == "A" and function[3] == "update":
        entries.replaced(vm, frame, function[2], entries.given_to(vm, frame, args.pos, args.kwargs))
    activation = frame.activation
    if activation.pending:
        activation.notes += [(word, e) for word in activation.pending]
        activation.pending.clear()
    return value


_TAKING_ALL = frozenset({"dict", "frozenset", "list", "set", "tuple"})


def listed(e: IR) -> IR:
    """A generator expression that is read to its end at once is a list; any other expression as it is."""
    if e[:2] != ("COMP", "GeneratorExp") or len(e[5]) != 1 or e[5][0][3] or _awaits(e[3]):
        return e
    return ("COMP", LISTED, *e[2:], e)


LISTED = "Listed"
"""The kind of a generator expression that is a list where its elements are known one by one; the expression
itself comes last, by which what it makes is known."""


def _known_by_name(vm: Machine, frame: Frame, name: str, arguments: tuple[IR, ...]) -> Value | None:
    """``super()``, which takes no arguments, and the first element that ``next(iter(x))`` takes."""
    if name == "super" and not arguments:
        from scanner.engine.intrinsics import implicit_super

        return implicit_super(vm, frame)
    if name == "next" and arguments and arguments[0][2][:1] == ("C",):
        _, _, function, inner = arguments[0][2]
        if function == ("N", "iter") and len(inner) == 1:
            items = iterate_items(vm, frame, evaluate(vm, frame, inner[0][2]))
            return items[0] if items else None
    return None


def taken(frame: Frame, holder: IR, index: Value) -> None:
    """From here on a variable holds its dict without what was taken out of it."""
    held = frame.vars.get(holder[1]) if holder[0] == "N" else None
    if held:
        frame.vars[holder[1]] = without(held, index)


def evaluate_arguments(vm: Machine, frame: Frame, arguments: tuple[IR, ...], line: int) -> Args:
    args = Args()
    for star, keyword, expression in arguments:
        value = evaluate(vm, frame, listed(expression) if star == "*" else expression)
        if star == "*":
            _spread(vm, frame, args, value, line)
        elif star == "**":
            _spread_keywords(vm, frame, args, value)
        elif keyword:
            args.kwargs[keyword] = value
        elif args.star is None:
            args.pos.append(value)
        else:
            args.star = join(args.star, value)
    return args


def _spread(vm: Machine, frame: Frame, args: Args, value: Value, line: int) -> None:
    items = iterate_items(vm, frame, value)
    if items is not None and args.star is None:
        args.pos.extend(items)
    else:
        args.star = join(args.star or NOTHING, iterate_value(vm, frame, value, line, False))


def _spread_keywords(vm: Machine, frame: Frame, args: Args, value: Value) -> None:
    given: list[dict[Any, Value]] = []
    for atom in instance_dicts.written_out(vm, frame, value):
        if isinstance(atom, Mapping):
            entries, rest = contents(vm, frame, atom)
            given.append({k: v for k, v in entries.items() if isinstance(k, str)})
            if rest:
                args.kwstar = join(args.kwstar or NOTHING, rest)
        else:
            given.append({})
            args.kwstar = join(args.kwstar or NOTHING, mixins.spread(vm, frame, atom, frame.statement[1]))
    for name in {name: None for entries in given for name in entries}:
        known = join(*(entries.get(name, NOTHING) for entries in given))
        if any(name not in entries for entries in given) and not any(a.interesting for a in known):
            known = join(known, ANY)
        args.kwargs[name] = join(args.kwargs.get(name, NOTHING), known)


def _formatted(vm: Machine, frame: Frame, e: IR) -> Value:
    parts: list[Value] = []
    for part in e[1]:
        value = evaluate(vm, frame, part)
        if part[0] != "K":
            value = enums.texts(value)
            for atom in value:
                if isinstance(atom, Instance | Sequence | Mapping):
                    protocols.format_of(vm, frame, frozenset((atom,)), const(""), frame.statement[1])
        parts.append(value)
    return texts.together(parts)


def _tuple(vm: Machine, frame: Frame, e: IR) -> Value:
    return _sequence(vm, frame, e, "tuple")


def _list(vm: Machine, frame: Frame, e: IR) -> Value:
    return _sequence(vm, frame, e, "list")


def _set(vm: Machine, frame: Frame, e: IR) -> Value:
    """What goes into a set is hashed."""
    made = _sequence(vm, frame, e, "set")
    protocols.hash_of(vm, frame, iterate_value(vm, frame, made, e[1], False), e[1])
    return made


def _sequence(vm: Machine, frame: Frame, e: IR, kind: str) -> Value:
    items: list[Value] = []
    rest = NOTHING
    outer = frame.part
    for number, item in enumerate(e[2]):
        frame.part = (outer, number) if outer else number
        if item[0] == "*":
            value = evaluate(vm, frame, listed(item[1]))
            known = iterate_items(vm, frame, value)
            if known is not None and not rest:
                items.extend(known)
            else:
                rest = join(rest, iterate_value(vm, frame, value, e[1], False))
        elif rest:
            rest = join(rest, evaluate(vm, frame, item))
        else:
            items.append(evaluate(vm, frame, item))
    frame.part = outer
    return make_sequence(vm, frame, kind, items, rest, e[1])


def _dict(vm: Machine, frame: Frame, e: IR) -> Value:
    entries: dict[Any, Value] = {}
    paired: list[tuple[Value, Value]] = []
    rest = unknown_keys = NOTHING
    outer = frame.part
    for number, (key, expression) in enumerate(e[2]):
        frame.part = (outer, number) if outer else number
        value = evaluate(vm, frame, expression)
        if key is None:
            rest = join(rest, lay_over(vm, frame, entries, value, e[1]))
            continue
        keys = evaluate(vm, frame, key)
        protocols.hash_of(vm, frame, keys, e[1])
        known = enums.constant(next(iter(keys)) if len(keys) == 1 else None)
        if known is not enums.UNKEYED:
            entries[known] = value
        elif tuple_keys.known_parts(keys) is not None:
            paired.append((keys, value))
        else:
            rest, unknown_keys = join(rest, value), join(unknown_keys, keys)
    frame.part = outer
    made = object_keys.keep_in(vm, make_mapping(vm, frame, entries, rest, e[1]), unknown_keys)
    for keys, value in paired:
        for atom in made:
            setitem(vm, frame, atom, keys, value, e[1])
    return made


def _subscript(vm: Machine, frame: Frame, e: IR) -> Value:
    _, line, base_expression, index_expression = e
    base = evaluate(vm, frame, base_expression)
    if base_expression[0] == "C":
        unawaited.note_use(vm, frame, base, line)
    if index_expression[0] == "SL":
        return _part(vm, frame, base, index_expression, line)
    out = NOTHING
    index: Value | None = None
    # None has no items: what is asked for one is something else.
    asked = frozenset(a for a in base if not isinstance(a, Const) or a.value is not None) or base
    for atom in ordered(asked):
        if isinstance(atom, ClassAtom) and enums.is_enum(atom.cls):
            out = join(out, enums.by_name(vm, atom.cls, evaluate(vm, frame, index_expression)))
            continue
        if isinstance(atom, ClassAtom) and (own := metaclass_method(atom.cls, "__getitem__")):
            index = evaluate(vm, frame, index_expression) if index is None else index
            out = join(out, call_value(vm, frame, own, Args([frozenset((atom,)), index]), line))
            continue
        if isinstance(atom, Ext | ClassAtom | Form):
            from scanner.engine.annotations import subscript_type

            if isinstance(atom, ClassAtom) and atom.cls.lookup("__class_getitem__") is not None:
                index = evaluate(vm, frame, index_expression) if index is None else index
                made = _class_item(vm, frame, atom, index, line)
                if made:
                    out = join(out, made)
                    continue
            typed = subscript_type(vm, frame, atom, index_expression)
            if typed is not None:
                out = join(out, typed)
                continue
        if index is None:
            index = evaluate(vm, frame, index_expression)
        out = join(out, getitem(vm, frame, atom, index, line))
    return out


def _class_item(vm: Machine, frame: Frame, atom: ClassAtom, index: Value, line: int) -> Value:
    """What ``__class_getitem__`` gives, unless it is the class or what stands for it in a type expression."""
    own = load(vm, frame, frozenset((atom,)), "__class_getitem__", line)
    plain = frozenset(a for a in own if not isinstance(a, Bound))
    made = call_value(vm, frame, own - plain, Args([index]), line) if own != plain else NOTHING
    if plain:
        made = join(made, call_value(vm, frame, plain, Args([frozenset((atom,)), index]), line))
    return frozenset(a for a in made if not isinstance(a, Unknown | ClassAtom | Form | Ext))


def metaclass_method(cls: ClassDef, name: str) -> Value:
    """A special method of the project's metaclass, which the class itself answers with."""
    from scanner.engine.definitions import metaclass_of

    for meta in metaclass_of(cls):
        found = meta.cls.lookup(name) if isinstance(meta, ClassAtom) else None
        if found is not None:
            return found[1]
    return NOTHING


def _slice(vm: Machine, frame: Frame, base: Value, index: Value, line: int) -> Value:
    out = NOTHING
    for atom in ordered(base):
        if isinstance(atom, Sequence):
            element = iterate_value(vm, frame, frozenset((atom,)), line, False)
            out = join(out, make_copy(vm, frame, atom.kind, element, line))
        elif isinstance(atom, Const):
            out |= STR
        elif isinstance(atom, ExtInstance | Instance):
            out = join(out, getitem(vm, frame, atom, index, line))
        else:
            out |= ANY
    return out


def _part(vm: Machine, frame: Frame, base: Value, e: IR, line: int) -> Value:
    """``x[low:high]``; what a setting may be besides its default leaves the parts of the default known."""
    bounds = evaluate(vm, frame, e)
    known = any(isinstance(atom, Sequence | Const) for atom in base)
    each = [frozenset((atom,)) for atom in ordered(base)] if known else [base]
    return join(*(_literal_slice(vm, frame, v, e) or _slice(vm, frame, v, bounds, line) for v in each))


def _literal_slice(vm: Machine, frame: Frame, base: Value, e: IR) -> Value | None:
    """``x[1:]`` of one text, or of one list or tuple whose elements are known, with bounds that are."""
    atom = next(iter(base)) if len(base) == 1 else None
    items = iterate_items(vm, frame, base) if isinstance(atom, Sequence) else None
    text = atom.value if isinstance(atom, Const) and isinstance(atom.value, str) else "{?}"
    if items is None and "{?}" in text:
        return None
    given = [evaluate(vm, frame, bound) for bound in e[2]]
    bounds = [a.value for value in given if len(value) == 1 for a in value if isinstance(a, Const)]
    if len(bounds) < len(given) or not all(isinstance(b, int | None) for b in bounds) or bounds[2:] == [0]:
        return None
    if isinstance(atom, Sequence) and items is not None:
        return make_sequence(vm, frame, atom.kind, list(items[slice(*bounds)]), NOTHING, e[1])
    return const(text[slice(*bounds)])


def _cut(vm: Machine, frame: Frame, e: IR) -> Value:
    """The bounds of ``x[low:high:step]``, each of which may be a call or an object with ``__index__``."""
    for bound in e[2]:
        protocols.ask(vm, frame, evaluate(vm, frame, bound), ("__index__",), e[1])
    return SLICE


def _await(vm: Machine, frame: Frame, e: IR) -> Value:
    from scanner.engine.scheduling import await_value

    _, line, inner = e
    value = _call(vm, frame, inner, awaited=True) if inner[0] == "C" else evaluate(vm, frame, inner)
    return await_value(vm, frame, value, line)


def _yield(vm: Machine, frame: Frame, e: IR) -> Value:
    value = evaluate(vm, frame, e[2]) if e[2] is not None else const(None)
    frame.activation.yields = join(frame.activation.yields, promises.yielded(vm, frame, value))
    expiry.ended(frame, frame.activation.loads, e[1])
    return generators.sent(vm, frame)


def _yield_from(vm: Machine, frame: Frame, e: IR) -> Value:
    source = evaluate(vm, frame, e[2])
    awaited = frozenset(a for a in source if isinstance(a, Coroutine | ExtAwaitable))
    if awaited:
        from scanner.engine.scheduling import await_value

        return await_value(vm, frame, awaited, e[1])
    generators.hand_on(vm, frame, source)
    element = iterate_value(vm, frame, source, e[1], False)
    frame.activation.yields = join(frame.activation.yields, element)
    expiry.ended(frame, frame.activation.loads, e[1])
    return generators.outcome(vm, frame, source, e[1])


def _lambda(vm: Machine, frame: Frame, e: IR) -> Value:
    _, line, params, body = e
    key = (frame.module.name, line, repr(body) if len(params) > 8 else str(id(e)))
    func = vm.functions.get(key)
    if func is None:
        function = (
            "<lambda>",
            line,
            line,
            False,
            params,
            None,
            (),
            None,
            (("ret", line, body),),
            0,
            _has_yield(body),
        )
        func = FuncDef(function, frame.module, frame.prefix, None)
        vm.functions[key] = func
    vm.capture(frame)
    made: FuncAtom = make(FuncAtom, frame.scope if frame.kind == "func" else None, func, frame.cls)
    keep_defaults(vm, frame, made)
    return frozenset((made_in_turn(vm, frame, made),))


def _has_yield(body: IR) -> bool:
    return isinstance(body, tuple) and bool(body) and body[0] in ("Y", "YF")


def _generating(line: int, element: IR, first: IR, others: tuple[IR, ...]) -> tuple[IR, ...]:
    """The loops of a generator expression."""
    body: tuple[IR, ...] = (("expr", line, ("Y", line, element)),)
    for target, source, tests, is_async in reversed((first, *others)):
        for test in reversed(tests):
            body = (("if", line, test, body, ()),)
        body = (("for", line, target, source, body, (), is_async),)
    return body


def _generator_expression(vm: Machine, frame: Frame, e: IR) -> Value:
    """A generator that runs where it is iterated; only its first iterable is evaluated now, and stays what
    it is whatever its name means later."""
    _, _, line, element, _, fors = e
    first = evaluate(vm, frame, fors[0][1])
    key = (frame.module.name, line, f"generator {id(e)}")
    func = vm.functions.get(key)
    if func is None:
        is_async = any(f[3] for f in fors) or _awaits(element)
        held = f".{line}.{len(vm.functions)}"
        body = _generating(line, element, (fors[0][0], ("N", held), *fors[0][2:]), fors[1:])
        if frame.kind != "func":
            body = _generating(line, element, fors[0], fors[1:])
        function = ("<genexpr>", line, line, is_async, (), None, (), None, body, 0, True)
        func = vm.functions[key] = FuncDef(function, frame.module, frame.prefix, None)
    if frame.kind == "func":
        vm.bind(frame, func.body[0][3][1], first)
    vm.capture(frame)
    closure = frame.scope if frame.kind == "func" else None
    atom = make(FuncAtom, closure, func, frame.cls)
    return frozenset((make(Generator, (), atom),))


def _awaits(e: object) -> bool:
    return isinstance(e, tuple) and bool(e) and (e[0] == "AW" or any(_awaits(part) for part in e[1:]))


def _comprehension(vm: Machine, frame: Frame, e: IR) -> Value:
    _, kind, line, element, key, fors = e[:6]
    if kind == "GeneratorExp" and frame.kind != "class":
        return _generator_expression(vm, frame, e)
    saved = frame.vars
    frame.vars = dict(saved)
    known = _unrolled_comprehension(vm, frame, e)
    if known is not None:
        frame.vars = saved
        return known
    if kind == LISTED:
        frame.vars = saved
        return _generator_expression(vm, frame, e[6])
    from scanner.engine.statements import repeats

    alive, outer, part = True, frame.looping, frame.part
    # What is made on the way is not the list that comes of it.
    frame.part = ("from", kind, part)
    for target, source, tests, is_async in fors:
        value = evaluate(vm, frame, source)
        if source[0] == "C" and not is_async:
            unawaited.note_use(vm, frame, value, line)
        assign(vm, frame, target, iterate(vm, frame, value, line, is_async), line)
        frame.looping += repeats(value, target)
        alive = _passes(vm, frame, tests) and alive
    item = evaluate(vm, frame, element) if alive else NOTHING
    frame.part = ("each", kind, part)
    if key is not None:
        keys = evaluate(vm, frame, key)
        protocols.hash_of(vm, frame, keys, line)
        result = object_keys.keep_in(vm, make_mapping(vm, frame, {}, item, line), keys)
    else:
        result = make_sequence(vm, frame, _SHAPES[kind], [], item, line)
    frame.looping, frame.part = outer, part
    inner, frame.vars = frame.vars, saved
    if expiry.GAINED in inner and not any(tests for _, _, tests, _ in fors):
        expiry.gained_within(frame, inner)
    return result


def _unrolled_comprehension(vm: Machine, frame: Frame, e: IR) -> Value | None:
    """Element by element where the source is a short literal: keeps what belongs to which key."""
    _, kind, line, element, key, fors = e[:6]
    if len(fors) != 1 or fors[0][3] or frame.unrolling > 1:
        return None
    source = evaluate(vm, frame, fors[0][1])
    items = iterate_items(vm, frame, source)
    unordered = items is None
    if items is None:
        items = _apart(vm, frame, source, line)
    most = MAX_APART if unordered else MAX_TURNS
    if items is None or len(items) > most:
        return None
    frame.unrolling += 1
    values: list[Value] = []
    entries: dict[Any, Value] = {}
    rest = unknown_keys = NOTHING
    outer, part = frame.vars, frame.part
    is_open = unordered
    for turn, item in enumerate(items):
        frame.vars = dict(outer)
        # Each turn makes objects and lists of its own.
        frame.part = ("turn", turn, part) if turn else part
        assign(vm, frame, fors[0][0], item, line)
        is_open = is_open or _may_be_left_out(vm, frame, fors[0][2])
        if not _passes(vm, frame, fors[0][2]):
            continue
        value = evaluate(vm, frame, element)
        values.append(value)
        if key is not None:
            keys = evaluate(vm, frame, key)
            protocols.hash_of(vm, frame, keys, line)
            known = enums.constant(next(iter(keys)) if len(keys) == 1 else None)
            if known is not enums.UNKEYED:
                entries[known] = value
            else:
                rest, unknown_keys = join(rest, value), join(unknown_keys, keys)
    frame.unrolling -= 1
    inner, frame.vars, frame.part = frame.vars, outer, part
    if expiry.GAINED in inner and not fors[0][2]:
        expiry.gained_within(frame, inner)
    if key is not None:
        return object_keys.keep_in(vm, make_mapping(vm, frame, entries, rest, line), unknown_keys)
    if is_open:
        # Which of those that may pass do is open, and so is who comes first.
        return make_copy(vm, frame, _SHAPES[kind], join(*values), line)
    return make_sequence(vm, frame, _SHAPES[kind], values, NOTHING, line)


def _apart(vm: Machine, frame: Frame, source: Value, line: int) -> tuple[Value, ...] | None:
    if frame.activation.context != "import":
        return None
    held = iterate_value(vm, frame, source, line, False)
    return tuple(frozenset((a,)) for a in ordered(held)) if tells_elements_apart(frame, held) else None


_SHAPES = {"ListComp": "list", "SetComp": "set", "GeneratorExp": "list", LISTED: "list"}


def _may_be_left_out(vm: Machine, frame: Frame, tests: tuple[IR, ...]) -> bool:
    """Whether an element may fail a condition that it may pass as well; only import looks at each one."""
    if not tests or frame.activation.context != "import":
        return bool(tests)
    before = frame.vars
    frame.vars = dict(before)
    may_pass = all(narrowing.apply(vm, frame, test, True) for test in tests)
    frame.vars = dict(before)
    may_fail = any(narrowing.apply(vm, frame, test, False) for test in tests)
    frame.vars = before
    return may_pass and may_fail


def _passes(vm: Machine, frame: Frame, tests: tuple[IR, ...]) -> bool:
    """Whether an element may pass the conditions of a comprehension; what they tell of it is kept."""
    alive = True
    for test in tests:
        check_truth(vm, frame, evaluate(vm, frame, test), frame.statement[1], test)
        alive = alive and narrowing.apply(vm, frame, test, True)
    return alive


_OPERATORS = {
    "Add": "add",
    "Subtract": "sub",
    "Multiply": "mul",
    "Divide": "truediv",
    "FloorDivide": "floordiv",
    "Modulo": "mod",
    "Power": "pow",
    "BitOr": "or",
    "BitAnd": "and",
    "BitXor": "xor",
    "LeftShift": "lshift",
    "RightShift": "rshift",
    "MatrixMultiply": "matmul",
}


def _binary(vm: Machine, frame: Frame, e: IR) -> Value:
    _, line, op, left_expression, right_expression = e
    left = evaluate(vm, frame, left_expression)
    return combined(vm, frame, op, left, evaluate(vm, frame, right_expression), line)


def combined(vm: Machine, frame: Frame, op: str, left: Value, right: Value, line: int) -> Value:
    """What a sign between two values gives."""
    if op == "Add":
        summed = _add(vm, frame, left, right, line)
        if summed is not None:
            return summed
    if op == "Multiply" and (repeated := repeat(vm, frame, left, right, line)):
        return repeated
    if op == "BitOr" and _is_type(left) and _is_type(right):
        return join(left, right)
    if op == "BitOr" and not library_operators.defined(vm, right, "__ror__"):
        merged = united(vm, frame, left, right, line)
        if merged is not None:
            return merged
    if op == "Modulo" and any(isinstance(a, Const) and isinstance(a.value, str) for a in left):
        _show_arguments(vm, frame, left, right, line)
        return _percent(left, right)
    return dunder(vm, frame, left, right, _OPERATORS.get(op, ""), line)


def in_place(vm: Machine, frame: Frame, target: IR, op: str, expression: IR, line: int) -> Value | None:
    """``target += x`` where the type changes itself; None when it is ``target = target + x``."""
    name = f"__i{_OPERATORS.get(op, '')}__"
    current = evaluate(vm, frame, target)
    callees: list[Value] = []
    for atom in ordered(current):
        if isinstance(atom, Instance) and (atom.cls.lookup(name) or mixins.runs(atom.cls, name)):
            callees.append(load(vm, frame, frozenset((atom,)), name, line))
        elif isinstance(atom, ExtInstance) and (row := vm.catalog.method(atom.type, name)) is not None:
            callees.append(frozenset((make(ExtMethod, atom, row),)))
    if op == "Add" and current and all(isinstance(a, Sequence) and a.kind == "list" for a in current):
        added = iterate_value(vm, frame, evaluate(vm, frame, expression), line, False)
        for atom in ordered(current) if added else ():
            vm.heap.write(atom, "rest", added)
        return current
    if op == "BitOr" and not callees:
        other = evaluate(vm, frame, expression)
        changed = unite(vm, frame, current, other, line)
        if changed is not None and target[0] == "N":
            entries.replaced(vm, frame, target, entries.given_to(vm, frame, [other], {}))
            return frame.vars.get(target[1], changed)
        return changed
    if not callees or len(callees) != len(current):
        return None
    return call_value(vm, frame, join(*callees), Args([evaluate(vm, frame, expression)]), line)


def _is_type(value: Value) -> bool:
    return bool(value) and all(
        isinstance(a, ClassAtom | Ext | Form) or (isinstance(a, Const) and (a.value is None)) for a in value
    )


def _add(vm: Machine, frame: Frame, left: Value, right: Value, line: int) -> Value | None:
    if len(left) == 1 and len(right) == 1:
        one, two = next(iter(left)), next(iter(right))
        if isinstance(one, Const) and isinstance(two, Const):
            if isinstance(one.value, str) and isinstance(two.value, str):
                return const(one.value + two.value) if len(one.value) < texts.MAX_TEXT else STR
        elif isinstance(one, Const) and isinstance(one.value, str) and not isinstance(two, Instance):
            return texts.partial(one.value + "\0")
        elif isinstance(two, Const) and isinstance(two.value, str) and not isinstance(one, Instance):
            return texts.partial("\0" + two.value)
        if isinstance(one, Sequence) and isinstance(two, Sequence):
            first, second = iterate_items(vm, frame, left), iterate_items(vm, frame, right)
            if first is not None and second is not None:
                return make_sequence(vm, frame, one.kind, [*first, *second], NOTHING, line)
    elif (path := texts.added(left, right)) is not None:
        return path
    if any(isinstance(a, Sequence) for a in left):
        element = join(
            iterate_value(vm, frame, left, line, False), iterate_value(vm, frame, right, line, False)
        )
        return make_sequence(vm, frame, "list", [], element, line)
    return None


def _percent(left: Value, right: Value) -> Value:
    if len(left) == 1 and len(right) == 1:
        template, argument = next(iter(left)), next(iter(right))
        if isinstance(template, Const) and isinstance(argument, Const) and template.value.count("%s") == 1:
            return const(template.value.replace("%s", str(argument.value)))
    return STR


_NAMED = re.compile(r"%\((\w+)\)")


def _show_arguments(vm: Machine, frame: Frame, left: Value, right: Value, line: int) -> None:
    """What ``"%s" % value`` or ``"%s" % (one, two)`` shows."""
    template = " ".join(str(a.value) for a in ordered(left) if isinstance(a, Const))
    hook = ("__repr__",) if "%r" in template and "%s" not in template else ("__str__", "__repr__")
    named = [const(name) for name in _NAMED.findall(template)]
    for atom in ordered(right):
        held = atom.items if isinstance(atom, Sequence) and atom.kind == "tuple" else (frozenset((atom,)),)
        if named:
            held = tuple(getitem(vm, frame, atom, name, line) for name in named)
        for value in held:
            protocols.show(vm, frame, value, line, hook)


def dunder(vm: Machine, frame: Frame, left: Value, right: Value, op: str, line: int) -> Value:
    """``left + right``, by the special methods of either side; ``op`` is their name without underscores."""
    out = NOTHING
    for atom in ordered(left):
        if isinstance(atom, Instance):
            told = library_operators.result(vm, frame, frozenset((atom,)), f"__{op}__", right, line)
            out = join(out, told or call_method(vm, frame, atom, f"__{op}__", Args([right]), line) or ANY)
        elif isinstance(atom, ExtInstance):
            made = library_operators.result(vm, frame, frozenset((atom,)), f"__{op}__", right, line)
            out = join(out, made or frozenset((atom,)))
        elif isinstance(atom, Const):
            out |= instance_of("int") if isinstance(atom.value, int | float) else STR
    for atom in ordered(right):
        if isinstance(atom, Instance):
            out = join(
                out, call_method(vm, frame, atom, f"__r{op}__", Args([left]), line, quiet=True) or NOTHING
            )
    return join(out, library_operators.result(vm, frame, right, f"__r{op}__", left, line)) or ANY


def _boolean(vm: Machine, frame: Frame, e: IR) -> Value:
    _, op, left_expression, right_expression = e
    left = evaluate(vm, frame, left_expression)
    check_truth(vm, frame, left, frame.statement[1], left_expression)
    saved = frame.vars
    frame.vars = dict(saved)
    wanted = op == "and"
    right = NOTHING
    alive = narrowing.apply(vm, frame, left_expression, wanted)
    if alive and not _decided(left, not wanted):
        right = evaluate(vm, frame, right_expression)
    bound = {k: v for k, v in frame.vars.items() if k not in saved and "." not in k}
    frame.vars = {**read_back.still(frame, saved), **bound}
    kept = frozenset(a for a in left if narrowing.may_be(a, not wanted))
    return join(kept, right)


def check_truth(vm: Machine, frame: Frame, value: Value, line: int, test: IR | None = None) -> None:
    """A condition on an object runs its ``__bool__`` or ``__len__``."""
    if test is not None and test[0] == "C":
        unawaited.note_use(vm, frame, value, line)
    for atom in value:
        if isinstance(atom, Instance):
            for hook in ("__bool__", "__len__"):
                if call_method(vm, frame, atom, hook, Args(), line, quiet=True) is not None:
                    break


def _decided(value: Value, truth: bool) -> bool:
    """True when a value is certainly true (or certainly false)."""
    return bool(value) and not any(narrowing.may_be(a, not truth) for a in value)


def _unary(vm: Machine, frame: Frame, e: IR) -> Value:
    value = evaluate(vm, frame, e[3])
    if e[2] == "Not":
        check_truth(vm, frame, value, e[1], e[3])
        return known_data.opposite(frame, value) or instance_of("bool")
    if e[2] == "Minus" and len(value) == 1:
        atom = next(iter(value))
        if isinstance(atom, Const) and isinstance(atom.value, int | float):
            return const(-atom.value)
    hook = _UNARY.get(e[2])
    return protocols.ask(vm, frame, value, (hook,), e[1]) or value if hook else value


_UNARY = {"Minus": "__neg__", "Plus": "__pos__", "BitInvert": "__invert__"}


def _comparison(vm: Machine, frame: Frame, e: IR) -> Value:
    _, line, left_expression, rest = e
    left = evaluate(vm, frame, left_expression)
    if left_expression[0] == "C":
        unawaited.note_use(vm, frame, left, line)
    for op, expression in rest:
        right = evaluate(vm, frame, expression)
        hook = {
            "Equal": "__eq__",
            "NotEqual": "__ne__",
            "LessThan": "__lt__",
            "GreaterThan": "__gt__",
            "LessThanEqual": "__le__",
            "GreaterThanEqual": "__ge__",
        }.get(op)
        if hook:
            if (made := compare(vm, frame, left, right, hook, line)) is not None:
                return made
        elif op in ("In", "NotIn"):
            protocols.contains(vm, frame, right, left, line)
        left = right
    return instance_of("bool")


def compare(vm: Machine, frame: Frame, left: Value, right: Value, hook: str, line: int) -> Value | None:
    """Comparing asks the objects of the project; None where what comes of it is true or false."""
    if any(isinstance(a, ExtInstance) and a.type not in _PLAIN for a in left):
        return instance_of("any")
    if any(isinstance(a, Instance) for a in (*left, *right)):
        _ask_both(vm, frame, left, right, hook, line)
    return None


def _ask_both(vm: Machine, frame: Frame, left: Value, right: Value, hook: str, line: int) -> None:
    if hook in protocols.ORDERINGS:
        protocols.order(vm, frame, left, right, hook, line)
    else:
        protocols.equal(vm, frame, left, right, line, negated=hook == "__ne__")


_PLAIN = frozenset({"str", "int", "float", "bool", "bytes", "none"}) | OPAQUE_TYPES


def _if_expression(vm: Machine, frame: Frame, e: IR) -> Value:
    _, test, body, orelse = e
    check_truth(vm, frame, evaluate(vm, frame, test), frame.statement[1], test)
    saved = kept = frame.vars
    out = NOTHING
    for wanted, branch in ((True, body), (False, orelse)):
        frame.vars = dict(saved)
        if narrowing.apply(vm, frame, test, wanted):
            out = join(out, evaluate(vm, frame, branch))
            kept = read_back.still(frame, kept)
    frame.vars = kept
    return out


def _walrus(vm: Machine, frame: Frame, e: IR) -> Value:
    value = evaluate(vm, frame, e[2])
    assign(vm, frame, e[1], value, 1)
    return value


def _starred(vm: Machine, frame: Frame, e: IR) -> Value:
    return evaluate(vm, frame, e[1])


def _unmodelled(vm: Machine, frame: Frame, e: IR) -> Value:
    return ANY


def assign(vm: Machine, frame: Frame, target: IR, value: Value, line: int) -> None:
    """Store a value in a name, attribute, element, or several of them."""
    op = target[0]
    if op == "N":
        vm.bind(frame, target[1], value)
        _forget_paths(frame, target[1])
    elif op == "A":
        base = evaluate(vm, frame, target[2])
        frame.vars.pop(narrowing.path(target), None)
        store(vm, frame, base, target[3], value, line)
        narrowing.remember(frame, base, target, value)
    elif op == "S":
        base = evaluate(vm, frame, target[2])
        index = evaluate(vm, frame, target[3])
        if keyword_dicts.store(vm, frame, target[2], index, value):
            return
        for atom in ordered(base):
            given = value
            if isinstance(atom, Sequence) and index == SLICE:
                given = iterate_value(vm, frame, value, line, False)
            setitem(vm, frame, atom, index, given, line)
        entries.stored(vm, frame, target[2], index, value)
    elif op in ("T", "L"):
        for part, item in zip(target[2], unpack(vm, frame, value, target[2], line), strict=True):
            assign(vm, frame, part[1] if part[0] == "*" else part, item, line)
    elif op == "*":
        assign(vm, frame, target[1], value, line)


def _forget_paths(frame: Frame, name: str) -> None:
    dotted = name + "."
    for key in frame.paths:
        if key in frame.vars and key.startswith(dotted):
            del frame.vars[key]


def iterate(vm: Machine, frame: Frame, value: Value, line: int, is_async: bool) -> Value:
    return iterate_value(vm, frame, value, line, is_async)


def iterate_items(vm: Machine, frame: Frame, value: Value) -> tuple[Value, ...] | None:
    """The elements one by one, where the value is one literal sequence whose length is known."""
    if len(value) != 1:
        return None
    atom = next(iter(inherited.opened(value)))
    if isinstance(atom, Sequence):
        if vm.heap.read(atom, "rest", frame.activation):
            return None
        return atom.items
    if isinstance(atom, Mapping) and not atom.rest:
        entries, rest = contents(vm, frame, atom)
        if not rest:
            return tuple(const(k) if not hasattr(k, "serial") else frozenset((k,)) for k in entries)
    if isinstance(atom, ClassAtom) and enums.is_enum(atom.cls):
        return tuple(frozenset((one,)) for one in enums.members(vm, atom.cls))
    if isinstance(atom, ExtInstance) and atom.type == LAZY:
        return lazy_iterators.items(vm, frame, atom)
    if isinstance(atom, ExtInstance) and atom.type == INSTANCE_DICT:
        from scanner.engine.instance_dicts import entries as attributes_of

        return iterate_items(vm, frame, attributes_of(vm, frame, atom))
    return None


def tells_elements_apart(frame: Frame, element: Value) -> bool:
    """Whether a loop that runs while modules are imported takes what a list was filled with one by one: what
    belongs to which path or name is told by the records and functions themselves."""
    return (
        1 < len(element) <= MAX_APART
        and frame.activation.context == "import"
        and frame.unrolling < 2
        and all(isinstance(a, Instance | FuncAtom | ClassAtom) or _is_entry(a) for a in element)
    )


def _is_entry(atom: object) -> bool:
    if type(atom) is Const:
        return isinstance(atom.value, str)
    if isinstance(atom, ExtInstance):
        # An object of a library of which constants tell what it is: an entry point.
        return bool(atom.params) and all(isinstance(a, Const) for _, value in atom.params for a in value)
    return isinstance(atom, Sequence) and atom.kind == "tuple" and bool(atom.items)


def is_lost(value: Value) -> bool:
    return bool(value) and all(isinstance(a, Unknown) for a in value)


_HANDLERS: dict[str, Callable[[Machine, Frame, IR], Value]] = {
    "N": _name,
    "X": _external,
    "K": _constant,
    "A": _attribute,
    "C": _call,
    "J": _formatted,
    "T": _tuple,
    "L": _list,
    "SET": _set,
    "D": _dict,
    "S": _subscript,
    "AW": _await,
    "Y": _yield,
    "YF": _yield_from,
    "LAM": _lambda,
    "COMP": _comprehension,
    "B": _binary,
    "BO": _boolean,
    "U": _unary,
    "CMP": _comparison,
    "IF": _if_expression,
    "NE": _walrus,
    "*": _starred,
    "SL": _cut,
    "?": _unmodelled,
}
