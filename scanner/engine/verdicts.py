"""From recorded runs to units: reachability, witness chains, the three classes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast

from scanner.engine import own_listeners
from scanner.engine.evidence import Evidence
from scanner.engine.frames import Activation
from scanner.engine.graph import Effect, Graph, places
from scanner.engine.guards import Guards
from scanner.engine.machine import BOUND
from scanner.engine.program import FuncDef
from scanner.engine.scheduling import is_shadow
from scanner.engine.witnesses import Witnesses
from scanner.model import (
    BlockingCallRecord,
    ChainStep,
    Context,
    Contract,
    Detail,
    HelperRecord,
    RouteRecord,
    UnresolvedRecord,
)
from scanner.rows import in_order, runs

if TYPE_CHECKING:
    from scanner.engine.machine import Machine
    from scanner.engine.serve import Served, Server

Unresolved = tuple[str, int, str, str, str]  # file, line, expression, reason, function
_LATER = frozenset({"stream", "background", own_listeners.VIA})
_VIA_DETAIL: dict[str, Detail] = {"background": "background", "stream": "stream", "dependency": "dependency"}


def roots(server: Server) -> list[Activation]:
    """Where the work of routes and hooks begins."""
    found = [*(route.activation for route in server.routes), *(hook.activation for hook in server.hooks)]
    return list(dict.fromkeys(found))


def blocking_on(context: Context, ignored: frozenset[str]) -> Callable[[Activation], Effect | None]:
    """Tells the first call in a run of that context that blocks and decides a class."""

    def wanted(node: Activation) -> Effect | None:
        if node.context != context:
            return None
        found = [
            (line, effect)
            for effect, (line, confidence, _row) in node.effects.items()
            if effect[2] == "blocks" and effect[1] not in ignored and confidence != "possible"
        ]
        return min(found, key=lambda item: item[0])[1] if found else None

    return wanted


class Judge:
    """Answers every question about units from one graph."""

    def __init__(
        self, vm: Machine, server: Server, ignored_kinds: frozenset[str], graph: Graph | None = None
    ) -> None:
        """``graph``: that of the roots of all routes and hooks, where it is known."""
        self.vm, self.server, self.ignored = vm, server, ignored_kinds
        self.route_roots = [route.activation for route in server.routes]
        self.graph = graph or Graph(roots(server))
        self.blocks_loop = blocking_on("loop", ignored_kinds)
        # What blocks some callers only is the weaker witness.
        nearest = self.graph.nearest(self.blocks_loop)
        self.doubtful = self.graph.shared(nearest)
        self.blocking = (
            self.graph.nearest(self.blocks_loop, avoided=self.doubtful) if self.doubtful else nearest
        )
        blocks_thread = blocking_on("thread", ignored_kinds)
        self.threaded = self.graph.nearest(blocks_thread)
        self.io = self.graph.nearest(self._async_io)
        # What a helper hands over to run after it is charged to the route alone.
        self.own_blocking = self.graph.nearest(self.blocks_loop, _LATER, self.doubtful)
        self.own_threaded = self.graph.nearest(blocks_thread, _LATER)
        self.own_io = self.graph.nearest(self._async_io, _LATER)
        self.sites: list[tuple[FuncDef, Effect, int, str, Any]] = []
        self._mask = (0, 0)
        self._site_bits = self._collect_sites()
        self._listed = in_order(site_order(site) for site in self.sites)
        self.reach = self.graph.reachable_bits(self._site_bits)
        self.unproven = self.graph.leading_to(lambda node: BOUND in node.unresolved.values())
        self._reached_from = self.graph.reaching_bits(self.route_roots)
        self.route_sets = self._routes_reaching()
        self.unresolved_places = self._unresolved_places()
        self._unresolved = self._unresolved_by_route()
        self.background = Witnesses(self).entered("background")
        self.guards = Guards(vm, [*server.guards, *server.web.secured], self._runs())

    def evidence(self) -> Evidence:
        """What the rules read beside the records."""
        return Witnesses(self).gather()

    # -- effects

    def _async_io(self, node: Activation) -> Effect | None:
        found = sorted(e for e in node.effects if e[2] == "async-io")
        return found[0] if found else None

    def _collect_sites(self) -> dict[Activation, int]:
        """One bit per (function, symbol, line) that blocks, whatever its context."""
        index: dict[tuple[str, str, int], int] = {}
        bits: dict[Activation, int] = {}
        for node in self.graph.nodes:
            owner = owning_function(node)
            for effect, (line, confidence, row) in node.effects.items():
                if effect[2] != "blocks" or owner is None:
                    continue
                key = (owner.symbol, effect[0], line)
                if key not in index:
                    index[key] = len(self.sites)
                    self.sites.append((owner, effect, line, confidence, row))
                bits[node] = bits.get(node, 0) | 1 << index[key]
        return bits

    def _runs(self) -> dict[str, list[Activation]]:
        """Runs of each function by its symbol."""
        out: dict[str, list[Activation]] = {}
        for node in self.graph.nodes:
            if node.func is not None:
                out.setdefault(node.func.symbol, []).append(node)
        return out

    def _routes_reaching(self) -> dict[FuncDef, set[int]]:
        """Which routes reach each function."""
        out: dict[FuncDef, int] = {}
        for node, bits in self._reached_from.items():
            if node.func is not None and bits:
                out[node.func] = out.get(node.func, 0) | bits
        return {func: set(places(bits)) for func, bits in out.items()}

    def _unresolved_places(self) -> dict[Unresolved, set[str]]:
        """Every call that could not be resolved with the contexts it runs in, as the document lists them."""
        found: dict[Unresolved, set[str]] = {}
        for node in self.graph.nodes:
            for place in unresolved_in(node):
                found.setdefault(place, set()).add(node.context)
        return dict(sorted(found.items()))

    def _unresolved_by_route(self) -> list[list[int]]:
        """Which of the unresolved calls each route leads to on the loop."""
        leading: dict[Unresolved, int] = {}
        for node, bits in self._reached_from.items():
            if node.context == "loop" and bits:
                for place in unresolved_in(node):
                    leading[place] = leading.get(place, 0) | bits
        out: list[list[int]] = [[] for _ in self.route_roots]
        for number, place in enumerate(self.unresolved_places):
            for route in places(leading.get(place, 0)):
                out[route].append(number)
        return out

    # -- chains

    def chain(
        self, table: dict[Activation, tuple[int, Any]], start: Activation, unit: FuncDef
    ) -> list[ChainStep]:
        steps: list[ChainStep] = [{"symbol": unit.symbol, "file": unit.module.path, "line": unit.line}]
        node, place = start, unit
        entered = False
        for _ in range(200):
            entered = entered or node.func is not None
            _distance, step = table[node]
            if isinstance(step, tuple):
                line = node.effects[step][0]
                steps.append({"symbol": step[0], "file": place.module.path, "line": line})
                break
            line = node.edges[step][0]
            if step.func is not None:
                if step.func is not unit or len(steps) > 1:
                    # What the framework calls has no call site: its definition stands for one, or the unit's,
                    # as in a validator of the body.
                    is_own = node is start and line != unit.line
                    is_served = not entered and (is_own or line == step.func.line)
                    called_from = step.func if is_served else place
                    steps.append({"symbol": step.func.symbol, "file": called_from.module.path, "line": line})
                place = step.func
            node = step
        return steps

    # -- routes

    def routes(self) -> list[RouteRecord]:
        seen: dict[str, int] = {}
        self.root_by_id: dict[str, Activation] = {}
        out = []
        for number, route in enumerate(self.server.routes):
            record = self._route(route, number)
            count = seen[record["id"]] = seen.get(record["id"], 0) + 1
            if count > 1:
                record["id"] = digest(record["id"], str(count))
            self.root_by_id[record["id"]] = route.activation
            out.append(record)
        out.sort(key=lambda r: (r["path"], r["methods"], r["handler"], r["id"]))
        self.route_ids = {id(r): r["id"] for r in out}
        return out

    def _reaching(self, routes: list[RouteRecord]) -> dict[int, list[int]]:
        """For each site the places of the routes that run it."""
        found: dict[int, list[int]] = {}
        for place, record in enumerate(routes):
            for bit in places(self.reach.get(self.root_by_id[record["id"]], 0)):
                found.setdefault(bit, []).append(place)
        return found

    def _route(self, route: Served, number: int) -> RouteRecord:
        root, handler = route.activation, route.handler
        blocks = root in self.blocking
        is_async = handler.is_async
        really_async = any(e[1] == "handler" and t.context == "loop" for t, e in root.edges.items())
        chain: list[ChainStep] = []
        if blocks:
            chain = self.chain(self.blocking, root, handler)
            detail: Detail = self._where(route)
            classification = "blocking-async"
        elif really_async:
            classification = "native-async"
            if root in self.io:
                detail = "async-io"
                chain = self.chain(self.io, root, handler)
            elif root in self.threaded:
                detail = "offloaded"
                chain = self.chain(self.threaded, root, handler)
            else:
                detail = "no-io"
        else:
            classification, detail = "converted-def", "born-def"
            if root in self.threaded:
                chain = self.chain(self.threaded, root, handler)
        path = normal_path(route.path)
        confidence = self._confidence(root) if blocks else self._assurance([root])
        calls, unresolved = self._calls(self.reach.get(root, 0)), self._unresolved[number]
        return {
            "id": digest(route.kind, ",".join(route.methods), path, handler.symbol),
            "kind": "websocket" if route.kind == "websocket" else "http",
            "methods": list(route.methods),
            "path": path,
            "handler": handler.symbol,
            "file": handler.module.path,
            "line": handler.line,
            "end_line": handler.end_line,
            "is_async": is_async,
            "classification": classification,  # type: ignore[typeddict-item]  # one of the three literals
            "detail": detail,
            "confidence": confidence,  # type: ignore[typeddict-item]  # one of the three literals
            "chain": chain,
            "blocking_calls": len(calls),
            "calls": runs(calls),
            "awaits": awaits(handler),
            "subsystem": "",
            "tags": list(dict.fromkeys(route.tags)),
            "dependencies": sorted(route.dependencies),
            "contract": self._contract(route, path),
            "unresolved_calls": len(unresolved),
            "unresolved": runs(unresolved),
        }

    def _contract(self, route: Served, path: str) -> Contract:
        from scanner.engine.values import Const

        status = [
            a.value
            for a in route.entry.options.get("status_code", frozenset())
            if isinstance(a, Const) and isinstance(a.value, int)
        ]
        security = sorted(set(route.security) | self.guards.among(route.dependencies))
        parts = [
            route.kind,
            ",".join(route.methods),
            path,
            str(status),
            str(route.response_model),
            *route.response_fields,
            *security,
            *route.parameters,
        ]
        return {
            "status_code": status[0] if status else None,
            "response_model": route.response_model,
            "response_fields": list(route.response_fields),
            "security": security,
            "parameters": list(route.parameters),
            "digest": digest(*parts),
        }

    def _where(self, route: Served) -> Detail:
        """Where a route's shortest chain blocks: in the handler itself, a helper, a dependency..."""
        node = route.activation
        # The code of a library counts as the handler although nothing stands for it on the way.
        functions = int(route.handler in self.server.web.standing.values())
        special: Detail | None = None
        for _ in range(200):
            step = self.blocking[node][1]
            if isinstance(step, tuple):
                return special or ("handler" if functions <= 1 else "helper")
            special = _VIA_DETAIL.get(node.edges[step][1], special)
            functions += step.func is not None
            node = step
        return "helper"

    def _confidence(self, start: Activation) -> str:
        node = start
        for _ in range(200):
            step = self.blocking[node][1]
            if isinstance(step, tuple):
                return node.effects[step][1]
            node = step
        return "certain"

    def _assurance(self, nodes: Iterable[Activation]) -> str:
        """How sure it is that nothing blocks: what the bound left out was not looked at."""
        return "certain" if self.unproven.isdisjoint(nodes) else "likely"

    def _calls(self, bits: int) -> list[int]:
        """The sites that may decide a class, by their places in the document's list."""
        return sorted(self._listed[bit] for bit in places(bits & self._deciding()))

    def _deciding(self) -> int:
        """The sites, as bits, whose kind may decide a class."""
        if self._mask[0] != len(self.sites):
            bits = sum(1 << n for n, site in enumerate(self.sites) if site[1][1] not in self.ignored)
            self._mask = len(self.sites), bits
        return self._mask[1]

    # -- helpers

    def helpers(self, routes: list[RouteRecord]) -> list[HelperRecord]:
        handlers = {route.handler for route in self.server.routes}
        by_function: dict[FuncDef, list[Activation]] = {}
        for node in self.graph.nodes:
            if node.func is not None and node.context in ("loop", "thread"):
                by_function.setdefault(node.func, []).append(node)
        out = []
        for func, nodes in by_function.items():
            if func in handlers or func.name.startswith("<"):
                continue
            record = self._helper(func, nodes)
            if record is not None:
                out.append(record)
        out.sort(key=lambda h: (h["name"], h["line"]))
        _ = routes
        return out

    def _helper(self, func: FuncDef, nodes: list[Activation]) -> HelperRecord | None:
        on_loop = [n for n in nodes if n.context == "loop" and n in self.own_blocking]
        in_thread = [n for n in nodes if n in self.own_threaded]
        with_io = [n for n in nodes if n in self.own_io]
        if on_loop:
            best = min(on_loop, key=lambda n: (self.own_blocking[n][0], n.serial))
            chain = self.chain(self.own_blocking, best, func)
            classification = "blocking-async"
        elif func.is_async and (with_io or in_thread):
            classification = "native-async"
            best = min(with_io or in_thread, key=lambda n: n.serial)
            chain = self.chain(self.own_io if with_io else self.own_threaded, best, func)
        elif not func.is_async and in_thread:
            classification = "converted-def"
            best = min(in_thread, key=lambda n: (self.own_threaded[n][0], n.serial))
            if best.context == "loop":
                return None
            chain = self.chain(self.own_threaded, best, func)
        else:
            return None
        role = self.server.roles.get(func, "background" if func.symbol in self.background else "helper")
        detail = self._helper_detail(classification, role, bool(with_io))
        route_numbers = sorted(self.route_sets.get(func, ()))
        ids = sorted({self._route_id(n) for n in route_numbers})
        bits = 0
        for node in nodes:
            bits |= self.reach.get(node, 0)
        calls = self._calls(bits)
        blocks = classification == "blocking-async"
        confidence = self._confidence(best) if blocks else self._assurance(nodes)
        record: Any = {
            "id": digest("helper", func.symbol),
            "name": func.symbol,
            "role": role,
            "file": func.module.path,
            "line": func.line,
            "end_line": func.end_line,
            "is_async": func.is_async,
            "classification": classification,
            "detail": detail,
            "confidence": confidence,
            "chain": chain,
            "blocking_calls": len(calls),
            "calls": runs(calls),
            "contexts": both({n.context for n in nodes}),
            "routes": len(ids),
            "route_ids": ids,
        }
        return cast("HelperRecord", record)

    def _route_id(self, number: int) -> str:
        route = self.server.routes[number]
        return digest(route.kind, ",".join(route.methods), normal_path(route.path), route.handler.symbol)

    def _helper_detail(self, classification: str, role: str, has_io: bool) -> Detail:
        if classification == "blocking-async":
            return "dependency" if role == "dependency" else "helper"
        if classification == "converted-def":
            return "born-def"
        return "async-io" if has_io else "offloaded"

    # -- lists

    def blocking_calls(self, routes: list[RouteRecord]) -> list[BlockingCallRecord]:
        contexts: dict[tuple[str, str, int], set[str]] = {}
        for node in self.graph.nodes:
            owner = owning_function(node)
            for effect, (line, _confidence, _row) in node.effects.items():
                if effect[2] == "blocks" and owner is not None:
                    contexts.setdefault((owner.symbol, effect[0], line), set()).add(node.context)
        out: list[BlockingCallRecord] = []
        reaching = self._reaching(routes)
        for bit in sorted(range(len(self.sites)), key=self._listed.__getitem__):
            func, effect, line, confidence, row = self.sites[bit]
            found = reaching.get(bit, [])
            out.append(
                {
                    "symbol": effect[0],
                    "kind": effect[1],  # type: ignore[typeddict-item]  # kinds are checked when the catalog loads
                    "file": func.module.path,
                    "line": line,
                    "in": func.symbol,
                    "contexts": both(contexts[(func.symbol, effect[0], line)]),
                    "confidence": confidence,  # type: ignore[typeddict-item]  # one of the three literals
                    "routes": len(found),
                    "route_places": runs(found),
                    "alternative": getattr(row, "alternative", None) or "",
                }
            )
        return out

    def unresolved(self) -> list[UnresolvedRecord]:
        return [
            {
                "expression": text,
                "reason": reason,
                "file": path,
                "line": line,
                "in": symbol,
                "contexts": both(contexts),
            }
            for (path, line, text, reason, symbol), contexts in self.unresolved_places.items()
        ]


def both(contexts: set[str]) -> list[Context]:
    """The contexts that the scan document knows, in a fixed order."""
    known: tuple[Context, ...] = ("loop", "thread")
    return [context for context in known if context in contexts]


def owning_function(node: Activation) -> FuncDef | None:
    """The function in whose body an effect was written; a moved call belongs to who moved it."""
    current = node
    for _ in range(20):
        if current.func is not None:
            return current.func
        if not is_shadow(current) or not current.callers:
            return None
        current = min(current.callers, key=lambda c: c.serial)
    return None


def site_order(site: tuple[FuncDef, Effect, int, str, Any]) -> tuple[str, int, str, str]:
    """By file and line: the order of the document's list."""
    func, effect, line, _, _ = site
    return func.module.path, line, effect[0], func.symbol


def unresolved_in(node: Activation) -> list[Unresolved]:
    """The calls of one run that could not be resolved."""
    owner = owning_function(node) if node.unresolved else None
    if owner is None:
        return []
    path, symbol = owner.module.path, owner.symbol
    return [(path, line, text, reason, symbol) for (line, text), reason in node.unresolved.items()]


def awaits(func: FuncDef) -> bool:
    func.load()
    return bool(func.awaits and func.awaits > 0)


def normal_path(path: str) -> str:
    """Path parameters without their converters: ``/files/{name:path}`` -> ``/files/{name}``."""
    out, depth, skipping = [], 0, False
    for char in path:
        if char == "{":
            depth, skipping = depth + 1, False
        elif char == "}":
            depth, skipping = max(0, depth - 1), False
        elif char == ":" and depth:
            skipping = True
        if not skipping:
            out.append(char)
    text = "".join(out)
    return text if text.startswith("/") or not text else "/" + text if not text.startswith("{?}") else text


def digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
