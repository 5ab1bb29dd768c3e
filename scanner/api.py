"""The pipeline from a source tree to a scan document."""

from __future__ import annotations

import datetime
import gc
import re
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from scanner import __version__, subsystems
from scanner.ahead import Readers
from scanner.catalog.loader import load_catalog
from scanner.catalog.schema import Catalog
from scanner.config import Config
from scanner.engine.costs import charge
from scanner.engine.deployed import named_factories
from scanner.engine.evidence import Evidence
from scanner.engine.factories import (
    ATTEMPTS,
    Factory,
    building_methods,
    call_factory,
    calling_modules,
    making_modules,
    uncalled_factories,
    unseen_builders,
)
from scanner.engine.graph import Graph
from scanner.engine.loop_graph import loop_graph
from scanner.engine.machine import Machine
from scanner.engine.prepared import prepared
from scanner.engine.program import SMALL_TREE, Module, Program
from scanner.engine.refinement import Refinement
from scanner.engine.scripts import entries
from scanner.engine.serve import Server
from scanner.engine.stack import completed, describe, timeout_names
from scanner.engine.starters import programs, run_as_program, starters
from scanner.engine.verdicts import Judge, blocking_on, roots
from scanner.engine.web import Web
from scanner.errors import ScannerError
from scanner.facts.complaints import known_complaints
from scanner.facts.module import ModuleFacts
from scanner.facts.store import FactsCache, NoCache, facts_key
from scanner.model import SCHEMA, DiagnosticRecord, RouteRecord, ScanDocument, SummaryRecord
from scanner.remembered import document_key, project_key, read_files, recall, remember, stamped, today
from scanner.reuse import Sought, Trace, has_comments, recall_similar, remember_trace
from scanner.rules.base import report
from scanner.serving.reading import Serving
from scanner.source.project import Layout, discover
from scanner.source.tree import Source
from scanner.suppression import defined, suppress

Progress = Callable[[str, int, int], None]
THREAD_TOKENS = 40
"""Worker threads of a server whose code says nothing of them."""
WORTH_SHARING = 200_000
"""Bytes of unread source with routes that make up for starting a process."""
REPORT_SECONDS = 0.2
"""How often progress is told while calls are followed, at most."""
STACK_BYTES = 512 * 1024 * 1024
RECURSION = 60_000
_WEB = re.compile(
    rb"\b(APIRouter|FastAPI|Starlette|include_router|add_api_route|add_route|add_api_websocket_route|add_middleware"
    rb"|add_exception_handler|exception_handler|on_event|WebSocketRoute|Mount)\b"
    rb"|@\w[\w.]*\.(?:get|post|put|patch|delete|head|options|trace|route|api_route|websocket|middleware)\("
)
_FRAMEWORK = re.compile(rb"^[ \t]*(?:from|import)[ \t]+(?:fastapi|starlette)\b", re.MULTILINE)


def scan(
    source: Source,
    *,
    config: Config | None = None,
    cache: FactsCache | None = None,
    progress: Progress | None = None,
    keep: bool = True,
    jobs: int = 1,
) -> ScanDocument:
    """Inventory and classify every route and helper of a tree.

    ``progress(stage, done, total)`` is called now and then, with a total of 0 where nobody knows it.
    Without ``keep`` a new document is not put into the cache, only what was read of its files. With
    ``jobs`` above 1, a large scan reads source in so many processes; what it finds is the same. Raises
    ScannerError for a tree that cannot be read; a broken file in it only becomes a diagnostic.
    """
    started = time.perf_counter()
    config, cache = config or Config(), cache or NoCache()
    key = document_key(source, config)
    document = recall(key, source, cache, started)
    if document is None:
        document = _like_an_earlier_one(source, config, cache, key, started, keep)
    if document is None:
        work = _Scan(source, config, cache, progress or _silent, jobs)
        document = _with_deep_stack(work.run)
        if keep:
            remember(key, document, cache)
            remember_trace(project_key(source, config), key, work.trace(), work.texts, cache)
    return document


def _like_an_earlier_one(
    source: Source, config: Config, cache: FactsCache, key: str, started: float, keep: bool
) -> ScanDocument | None:
    """The document of another scan, with the lines of these files, where no change is seen by a scan."""
    project, blobs = project_key(source, config), read_files(source, config)
    known = recall_similar(project, blobs, source, cache, SMALL_TREE, today())
    if known is None:
        return None
    document = stamped(known.document, source, started)
    if keep:
        remember(key, document, cache)
        remember_trace(project, key, known.trace, known.texts, cache)
    return document


def _silent(stage: str, done: int, total: int) -> None:
    return None


# Atoms are shared by the whole process, and so are the recursion limit and the size of stacks.
_ONE_AT_A_TIME = threading.Lock()


def _with_deep_stack(run: Callable[[], ScanDocument]) -> ScanDocument:
    """Interpretation nests as deep as the call chains it follows: it gets a thread with room for that."""
    outcome: list[Any] = []

    def target() -> None:
        try:
            outcome.append((run(), None))
        except BaseException as error:  # noqa: BLE001  # handed to the caller below, whatever it is
            outcome.append((None, error))

    with _ONE_AT_A_TIME:
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(max(limit, RECURSION))
        old = threading.stack_size(STACK_BYTES)
        collecting = gc.isenabled()
        gc.disable()
        try:
            worker = threading.Thread(target=target, name="clearloop-scan")
            worker.start()
            worker.join()
        finally:
            threading.stack_size(old)
            sys.setrecursionlimit(limit)
            if collecting:
                gc.enable()
    document, error = outcome[0]
    if error is not None:
        raise error
    return document  # type: ignore[no-any-return]  # a document whenever there is no error


class _Scan:
    def __init__(
        self, source: Source, config: Config, cache: FactsCache, progress: Progress, jobs: int = 1
    ) -> None:
        self.jobs = jobs
        self.readers: Readers | None = None
        self.source, self.config, self.cache, self.progress = source, config, cache, progress
        self.started, self.day = time.perf_counter(), today()
        self.files: dict[str, str] = {}
        self.texts: dict[str, bytes] = {}
        self.facts: dict[str, ModuleFacts] = {}
        self.cached = 0
        self.stage = "interpret"
        self.bodies = 0
        self.told = self.started
        self.diagnostics: list[DiagnosticRecord] = []
        self.program: Program | None = None
        self.words: frozenset[str] = frozenset()
        self.serving: Serving | None = None

    def run(self) -> ScanDocument:
        self._read()
        layout = self._layout()
        catalog = load_catalog(self.config.catalog)
        self.program = self._program(layout)
        vm = Machine(self.program, catalog)
        vm.beat = self._beat
        vm.max_steps = self.config.steps
        vm.data, vm.data_paths = self._data, self._data_paths
        web = vm.web = Web(vm)
        server = Server(vm, web)
        modules = self._entry_modules(vm.program, catalog)
        self._read_ahead(layout, modules)
        try:
            self._interpret(vm, server, modules)
        finally:
            if self.readers is not None:
                self.readers.end()
        self._save_facts()
        return self._document(vm, server, layout, catalog)

    def trace(self) -> Trace:
        """What the scan has asked of its source."""
        assert self.program is not None
        return Trace(
            blobs={path: self.files[path] for path in self.texts},
            asked={path: frozenset(facts.asked) for path, facts in self.facts.items()},
            patterns=tuple(Sought(p.pattern, p.flags, needle) for p, needle in self.program.patterns.items()),
            words=tuple(sorted(word.encode() for word in self.words)),
            listed=frozenset(self.program.listed),
            parsed=self.serving.parsed() if self.serving is not None else frozenset(),
            size=self.program.size,
            day=self.day if self._has_expiry() else "",
        )

    def _has_expiry(self) -> bool:
        """Whether another day may make other findings of the same source."""
        rows = any(each.expires is not None for each in self.config.suppressions)
        return rows or any(map(has_comments, self.texts.values()))

    # -- reading

    def _read(self) -> None:
        self.progress("read", 0, 1)
        self.files = self.source.files()
        selected = self.config.select(self.files)
        for path, data in self.source.read(selected):
            self.texts[path] = data
        self.diagnostics += self.source.problems()
        self.progress("read", len(self.texts), len(self.texts))

    def _layout(self) -> Layout:
        return discover(
            self.texts,
            lambda paths: ((p, self.texts[p]) for p in paths if p in self.texts),
            package=self.source.package,
            name=self.source.name,
            roots=self.config.import_roots,
        )

    def _program(self, layout: Layout) -> Program:
        names: dict[str, list[str]] = {path: [name] for path, name in layout.names.items()}
        for name, path in layout.modules.items():
            known = names.setdefault(path, [])
            if name not in known:
                known.append(name)
        return Program(names, self.texts.__getitem__, self._load_facts, layout.scopes)

    def _data(self, path: str) -> bytes:
        """A file of the tree that is no module, as it is; empty for any other path."""
        known = not path.endswith(".py") and path in self._data_paths()
        return dict(self.source.read([path])).get(path, b"") if known else b""

    def _data_paths(self) -> list[str]:
        return self.config.select_configuration(self.files)

    def _load_facts(self, path: str) -> ModuleFacts:
        facts = self.facts.get(path)
        if facts is None:
            facts = self.facts[path] = self._new_facts(path)
            payload = self.cache.load([facts_key(self.files[path])]).get(facts_key(self.files[path]))
            if payload is not None:
                try:
                    facts.restore(payload)
                    self.cached += 1
                except (ValueError, EOFError, TypeError):
                    facts = self.facts[path] = self._new_facts(path)
        return facts

    def _new_facts(self, path: str) -> ModuleFacts:
        take = self.readers.take if self.readers is not None else None
        return ModuleFacts(self.texts[path], partial(take, path) if take else None)

    def _read_ahead(self, layout: Layout, modules: list[Module]) -> None:
        """Starts readers where there is enough that no cache knows."""
        if self.jobs < 2:
            return
        known = self.cache.known(facts_key(self.files[path]) for path in self.texts)
        unread = {p: d for p, d in self.texts.items() if facts_key(self.files[p]) not in known}
        entries = [module.path for module in modules]
        if sum(len(unread.get(path, b"")) for path in entries) >= WORTH_SHARING:
            self.readers = Readers(unread, entries, layout.modules, self.jobs - 1)

    def _save_facts(self) -> None:
        self.cache.save(
            {facts_key(self.files[path]): f.dump() for path, f in self.facts.items() if f.changed}
        )

    # -- interpreting

    def _entry_modules(self, program: Program, catalog: Catalog) -> list[Any]:
        found = program.matching(_WEB)
        return found + [module for module in entries(program, catalog) if module not in found]

    def _interpret(self, vm: Machine, server: Server, modules: list[Any]) -> None:
        total = len(modules)
        factories: list[Factory] | None = None

        def step() -> None:
            nonlocal factories
            for number, module in enumerate(modules):
                if self.stage == "interpret":
                    self.progress("interpret", number, total)
                vm.execute(module)
            for module in vm.imports_for_effect():
                vm.execute(module)
            factories = named_factories(vm) if factories is None else factories
            for factory in factories:
                call_factory(vm, factory)
            # From here on nobody knows how much is left: what one call returns may change another.
            self.stage = "follow"
            self.progress("follow", self.bodies, 0)
            server.serve()

        vm.stabilise(step)
        self._call_factories(vm, server, modules, step)
        self.stage = "judge"
        self.progress("judge", self.bodies, 0)

    def _beat(self) -> None:
        """Called for each body that is interpreted: whoever waits hears of it, and may stop the scan."""
        self.bodies += 1
        if self.stage != "interpret" and time.perf_counter() - self.told >= REPORT_SECONDS:
            self.told = time.perf_counter()
            self.progress(self.stage, self.bodies, 0)

    def _call_factories(
        self, vm: Machine, server: Server, modules: list[Any], step: Callable[[], None]
    ) -> None:
        """Where nothing calls an application factory here (a server will), call it ourselves."""
        making = making_modules(vm, modules)
        modules += making
        if making:
            vm.stabilise(step)
        factories = uncalled_factories(vm, modules)
        modules += [module for module in calling_modules(vm, factories) if module not in modules]
        if any(not module.started for module in modules):
            vm.stabilise(step)
            factories = uncalled_factories(vm, modules)
        factories = self._start(vm, modules, factories, step)

        def with_factories() -> None:
            for factory in factories:
                call_factory(vm, factory)
            step()

        if factories:
            vm.stabilise(with_factories)
        for attempt in range(ATTEMPTS):
            more = (
                building_methods(vm, modules) * (not attempt)
                if server.routes
                else unseen_builders(vm, modules, attempt)
            )
            factories += more
            if more:
                vm.stabilise(with_factories)

    def _start(
        self, vm: Machine, modules: list[Any], factories: list[Factory], step: Callable[[], None]
    ) -> list[Factory]:
        """Lets those who give factories what they need call them; the factories to be called beside them."""
        found = starters(vm, factories)
        started = programs(vm, factories)
        for module in started:
            run_as_program(vm, module)
        if not found and not started:
            return factories

        def with_starters() -> None:
            for starter in found:
                call_factory(vm, starter)
            step()

        vm.stabilise(with_starters)
        return found + uncalled_factories(vm, modules)

    # -- reporting

    def _document(self, vm: Machine, server: Server, layout: Layout, catalog: Catalog) -> ScanDocument:
        ignored = frozenset(KINDS_OF_CATALOG - self.config.deciding_kinds)
        stopped = vm.steps > self.config.steps
        graph = Refinement(vm, partial(roots, server), blocking_on("loop", ignored)).run()
        graph = prepared(vm, server, graph or Graph(roots(server))) or graph
        judge = Judge(vm, server, ignored, graph)
        routes = judge.routes()
        subsystems.sort(routes, self.config.subsystems)
        helpers = judge.helpers(routes)
        unresolved = judge.unresolved()
        evidence = judge.evidence()
        serving = self._serving(layout)
        evidence.made = completed(evidence.made, serving)
        timeouts = timeout_names(evidence.made)
        self.words, self.serving = serving.words(timeouts), serving
        tokens = self.config.thread_tokens or serving.tokens() or THREAD_TOKENS
        self._diagnose(vm, server)
        reasons = self._incomplete(server)
        if stopped and (reason := _unproven(routes, self.config.steps)):
            reasons.append(reason)
        for reason in reasons:
            self._note("error", "incomplete", "", 0, reason)
        self.diagnostics.sort(key=lambda d: (d["file"], d["line"], d["code"], d["message"]))
        summary: SummaryRecord = {
            "routes": _counts(r["classification"] for r in routes),
            "helpers": _counts(h["classification"] for h in helpers),
            "blocking_calls": len(judge.sites),
            "findings": 0,
            "unresolved_calls": sum("loop" in u["contexts"] for u in unresolved),
            "complete": not reasons,
            "incomplete_reasons": reasons,
        }
        document: ScanDocument = {
            "schema": SCHEMA,
            "target": {
                "path": self.source.label,
                "commit": self.source.commit,
                "import_roots": layout.import_roots,
                "files": len(self.texts),
                "lines": sum(data.count(b"\n") for data in self.texts.values()),
            },
            "scanner": {
                "version": __version__,
                "catalog": catalog.digest,
                "seconds": round(time.perf_counter() - self.started, 3),
                "files_parsed": len(self.facts) - self.cached,
                "files_cached": self.cached,
            },
            "routes": routes,
            "helpers": helpers,
            "blocking_calls": judge.blocking_calls(routes),
            "findings": [],
            "unresolved": unresolved,
            "stack": describe(evidence, tokens, serving.record(timeouts)),
            "diagnostics": self.diagnostics,
            "summary": summary,
            "loop": loop_graph(judge),
            "costs": charge(judge, routes, evidence.sightings),
        }
        self._find(document, evidence)
        return document

    def _serving(self, layout: Layout) -> Serving:
        configuration = self.config.select_configuration(self.files)
        return Serving(self.texts, dict(self.source.read(configuration)), layout.find)

    def _find(self, document: ScanDocument, evidence: Evidence) -> None:
        """Findings, those that somebody decided to live with marked as such."""
        found = document["findings"] = report(document, evidence)
        day = datetime.date.fromisoformat(self.day)
        self.diagnostics += suppress(found, self.config, self._line_of, day, defined(document))
        self.diagnostics.sort(key=lambda d: (d["file"], d["line"], d["code"], d["message"]))
        document["summary"]["findings"] = sum("suppressed" not in each for each in found)

    def _line_of(self, path: str, line: int) -> str:
        lines = self.texts.get(path, b"").split(b"\n")
        return lines[line - 1].decode("utf-8", "replace") if 0 < line <= len(lines) else ""

    def _diagnose(self, vm: Machine, server: Server) -> None:
        self._complain()
        for path, line in sorted(vm.web.lost_includes):
            self._note("warning", "include", path, line, "the included router could not be resolved")
        for (name, line), route_path in sorted(server.lost_handlers.items()):
            path = vm.program.modules[name].path
            self._note("warning", "handler", path, line, f"the handler of {route_path} is not known")
        unknown_prefixes = set()
        for route in server.routes:
            head, found, _ = route.path.partition("{?}")
            if found and head not in unknown_prefixes:
                unknown_prefixes.add(head)
                path = route.handler.module.path
                self._note(
                    "info",
                    "path",
                    path,
                    route.handler.line,
                    f"part of the path {route.path} is not a literal",
                )
        self._tell_bounds(vm)

    def _tell_bounds(self, vm: Machine) -> None:
        """What was not followed to its end."""
        if vm.exhausted:
            message = "the analysis stopped at its bound; some calls are unresolved"
            self._note("warning", "budget", "", 0, message)
        if vm.unsettled:
            message = "values still grew after the last round; what arrived last was not followed"
            self._note("warning", "budget", "", 0, message)
        names = sorted(
            {each.symbol for each in vm.left_stale if each.func is not None or each in vm.module_of}
        )
        if names:
            many = f"{len(names)} functions or modules were" if len(names) > 1 else "1 function or module was"
            some = ", ".join(names[:3]) + (", ..." if len(names) > 3 else "")
            message = f"{many} not followed again although a value read there has grown since: {some}"
            self._note("info", "late-values", "", 0, message)

    def _complain(self) -> None:
        """Notes what is wrong with each source file, read by the analysis or not."""
        sources = {path: self.files[path] for path in self.texts if path.endswith(".py")}
        known = known_complaints(((blob, self.texts[path]) for path, blob in sources.items()), self.cache)
        for path, blob in sources.items():
            found = known.get(blob, [])
            for level, code, line, message in found:
                self._note(level, code, path, line, message)
            facts = self.facts.get(path)
            if facts and facts.error and all(each.level != "error" for each in found):
                line, message = facts.error
                self._note("error", "syntax", path, line, f"cannot be parsed: {message}")

    def _note(self, level: Any, code: str, path: str, line: int, message: str) -> None:
        self.diagnostics.append(
            {"level": level, "code": code, "file": path, "line": line, "message": message}
        )

    def _incomplete(self, server: Server) -> list[str]:
        reasons = []
        unread = {each["file"] for each in self.diagnostics if each["code"] == "unreadable"}
        if lost := sum(path.endswith(".py") for path in unread):
            reasons.append(f"{lost} source file{'s' * (lost > 1)} could not be read")
        if not any(path.endswith(".py") for path in self.texts):
            reasons.append("there is no Python file")
        elif not server.routes:
            named = any(_FRAMEWORK.search(data) for data in self.texts.values())
            reasons.append(
                "a web framework is imported but no route was found" if named else "no route was found"
            )
        return reasons


def _unproven(routes: list[RouteRecord], steps: int) -> str:
    """Why a scan that stopped early is no success: routes that only look as if they did not block."""
    open_ends = [
        r for r in routes if r["classification"] != "blocking-async" and r["confidence"] != "certain"
    ]
    if not open_ends:
        return ""
    some = f"{len(open_ends)} of {len(routes)} routes that look as if they did not block"
    return (
        f"the analysis stopped after {steps:,} steps: {some} were not followed to their end"
        " (the setting steps raises the bound)"
    )


def _counts(values: Any) -> dict[str, int]:
    out = {"blocking-async": 0, "converted-def": 0, "native-async": 0}
    for value in values:
        out[value] += 1
    return out


KINDS_OF_CATALOG = frozenset(
    {"database", "http", "cloud", "subprocess", "sleep", "file", "network", "cache", "mail", "lock", "queue"}
)
_ = ScannerError
