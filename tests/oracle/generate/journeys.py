"""Values on long ways: packed, handed through code of every form, unpacked, and used at the end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from tests.oracle.generate.async_hops import ASYNC
from tests.oracle.generate.carriers import Carrier, new_carrier
from tests.oracle.generate.hops import SYNC
from tests.oracle.generate.model import Call, Function, Mode
from tests.oracle.generate.more_hops import MORE
from tests.oracle.generate.moving_hops import TASKS, THREADS
from tests.oracle.generate.project import Header, Line, Module, Site
from tests.oracle.generate.targets import make_target

if TYPE_CHECKING:
    from tests.oracle.generate.build import Builder

_NAMES = ("relay", "deliver", "courier", "transfer", "carry", "hand_on")
_NAME = re.compile(r"\bNAME(_\w+)?\b")
_OPENING = re.compile(r"^(?P<indent> *)(?:async def|def|class) (?P<name>\w+)")
_MARKED = re.compile(r"^(?P<text>.*?)  #(?P<number>\d)(?: (?P<mode>\w+))?$")


@dataclass(frozen=True)
class Load:
    """What travels: a session, a callable or an object with a method, which runs ``action``."""

    kind: str
    value: str
    is_async: bool = False
    action: Function | None = None


@dataclass(frozen=True)
class Way:
    """How to run ``function`` with a load of ``kind``, which ``carrier`` packs; ``call`` as in ``hops``.

    ``spare`` is never used, and lies beside the load. What ``is_awaitable`` is awaited without a coroutine.
    """

    kind: str
    function: Function
    call: str
    module: Module
    name: str
    carrier: Carrier
    spare: tuple[Module, str]
    is_awaitable: bool = False
    needs: tuple[str, ...] = ()

    @property
    def is_async(self) -> bool:
        return "await " in self.call or "async for" in self.call

    @property
    def is_coroutine(self) -> bool:
        return self.call.startswith("await ") and not self.is_awaitable

    def written(self, builder: Builder, user: Module, value: str) -> str:
        module, spare = self.spare
        name, call, _ = spare.partition("()")
        beside = builder.project.refer(user, module, name) + call if name else "None"
        packed = self.carrier.packed(builder, user, value, beside)
        user.imports.update(self.needs)

        def named(match: re.Match[str]) -> str:
            return builder.project.refer(user, self.module, self.name + (match[1] or ""))

        return _NAME.sub(named, self.call).replace("VALUE", packed)


def journey(builder: Builder, site: Site) -> None:
    """Send something through up to three hops, some of which others have gone before."""
    random = builder.random
    load = random.choice([_session, _callable, _callable, _object])(builder, site)
    known = [way for way in builder.ways if _leads(builder, site, way, load)]
    way = random.choice(known) if known and random.random() < 0.5 else _end(builder, site, load)
    levels = [builder.lower_module(site.module) for _ in range(random.choice([0, 1, 2, 3]))]
    for module in sorted(levels, key=lambda m: m.level):
        if builder.can_use(module, way.module):
            way = _extended(builder, module, way, site.is_async)
            builder.ways.append(way)
    site.write(way.written(builder, site.module, load.value))
    site.call(way.function, **({"action": load.action} if load.action else {}))


def _leads(builder: Builder, site: Site, way: Way, load: Load) -> bool:
    """Whether the way is for such a load, and can be gone from ``site``."""
    reached = builder.can_use(site.module, way.module) and (site.is_async or not way.is_async)
    return way.kind == load.kind and reached


def _extended(builder: Builder, module: Module, way: Way, on_loop: bool) -> Way:
    """The way with one more hop in front."""
    random = builder.random
    if way.is_async:
        hop = random.choice([*ASYNC, *TASKS] if way.is_coroutine else ASYNC)
    elif on_loop and random.random() < 0.5:
        hop = random.choice([*ASYNC, *THREADS, *THREADS])
    else:
        hop = random.choice([*SYNC, *MORE])
    carrier = new_carrier(builder, module)
    call = way.written(builder, module, carrier.unpacked(builder, module, hop.thing))
    name = module.fresh(random.choice(_NAMES))
    text = hop.text.replace("NAME", name).replace("CORO", call.removeprefix("await ")).replace("CALL", call)
    module.imports.update(hop.needs)
    lines, entered = _marked(module, text.strip("\n").split("\n"))
    module.blocks.append(lines)
    target = Call(way.function, hop.mode, forwards=True)
    for function, mode in reversed(entered):
        function.effects.append(target)
        target = Call(function, mode, forwards=True)
    return Way(
        way.kind,
        entered[0][0],
        hop.call,
        module,
        name,
        carrier,
        way.spare,
        "__await__" in hop.text,
        hop.needs,
    )


def _marked(module: Module, text: list[str]) -> tuple[list[Line], list[tuple[Function, Mode]]]:
    """The lines, with headers where a function is marked; the functions in the order of their numbers."""
    lines: list[Line] = []
    found: dict[str, tuple[Function, Mode]] = {}
    outer: list[tuple[int, str]] = []
    for line in text:
        if opened := _OPENING.match(line):
            indent = len(opened["indent"])
            outer = [entry for entry in outer if entry[0] < indent] + [(indent, opened["name"])]
        mark = _MARKED.match(line)
        if mark is None:
            lines.append(line)
            continue
        name = f"{module.name}:{'.'.join(part for _, part in outer)}"
        function = Function(name, "async def" in line)
        lines.append(Header(mark["text"], function))
        found[mark["number"]] = function, cast("Mode", mark["mode"] or "inline")
    return lines, [found[number] for number in sorted(found)]


def _is_async(builder: Builder, site: Site) -> bool:
    return site.is_async and builder.random.random() < 0.4


def _session(builder: Builder, site: Site) -> Load:
    is_async = _is_async(builder, site)
    return Load("async session" if is_async else "session", builder.sessions.sync(site), is_async)


def _callable(builder: Builder, site: Site) -> Load:
    is_async = _is_async(builder, site)
    target = make_target(builder, site, is_async)
    value = target.ref
    if target.arguments:
        site.module.imports.add("from functools import partial")
        value = builder.random.choice(
            [f"partial({target.ref}, {target.positional})", f"(lambda: {target.call()})"]
        )
    return Load("async callable" if is_async else "callable", value, is_async, target.function)


def _object(builder: Builder, site: Site) -> Load:
    is_async = _is_async(builder, site)
    module = builder.lower_module(site.module)
    name = module.fresh(builder.random.choice(["Work", "Task", "Job"]))
    function = Function(f"{module.name}:{name}.run", is_async)
    inner = Site(module, function, 0, indent=2)
    builder.fill(inner)
    inner.write("return 1")
    header = Header(f"    {'async def' if is_async else 'def'} run(self):", function)
    module.blocks.append([f"class {name}:", header, *inner.lines])
    value = builder.project.refer(site.module, module, name) + "()"
    return Load("async object" if is_async else "object", value, is_async, function)


def _end(builder: Builder, site: Site, load: Load) -> Way:
    """The function that takes the load out and uses it."""
    module = builder.lower_module(site.module)
    carrier = new_carrier(builder, module)
    name = module.fresh("finish")
    function = Function(f"{module.name}:{name}", load.is_async)
    inner = Site(module, function, 0, env={"db": ["held"]} if "session" in load.kind else {})
    inner.write(f"held = {carrier.unpacked(builder, module, 'thing')}")
    if load.action is None:
        builder.fill(inner)
    else:
        use = "held.run()" if "object" in load.kind else "held()"
        inner.write(f"{'await ' if load.is_async else ''}{use}")
        inner.do(Call("action"))
    inner.write("return 1")
    header = Header(f"{'async def' if load.is_async else 'def'} {name}(thing):", function)
    spare = module, _spare(module, load)
    module.blocks.append([header, *inner.lines])
    call = "await NAME(VALUE)" if load.is_async else "NAME(VALUE)"
    way = Way(load.kind, function, call, module, name, carrier, spare)
    builder.ways.append(way)
    return way


def _spare(module: Module, load: Load) -> str:
    """What looks the same as the load, and would wait."""
    if load.action is None:
        return ""
    module.imports.add("import time")
    if "object" in load.kind:
        name = module.fresh("Idle")
        body = [f"    {'async ' if load.is_async else ''}def run(self):", "        time.sleep(0.001)"]
        module.blocks.append([f"class {name}:", *body])
        return name + "()"
    name = module.fresh("passed_by")
    opening = f"{'async ' if load.is_async else ''}def {name}():"
    module.blocks.append([opening, "    time.sleep(0.001)"])
    return name
