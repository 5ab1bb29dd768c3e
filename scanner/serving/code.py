"""What Python files say of serving: servers started by a call, configuration modules, the pool of threads."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from scanner.model import BoundRecord
from scanner.serving.commands import Launch, launches
from scanner.serving.constants import Constants, Scope, functions_around, written
from scanner.serving.servers import BOUNDS, Server, Servers


@dataclass(frozen=True, slots=True)
class Started:
    """A server that code starts."""

    server: Server
    app: str
    file: str
    line: int
    text: str
    bounds: Mapping[str, BoundRecord] = field(default_factory=dict)
    development: bool = False


@dataclass(frozen=True, slots=True)
class Configured:
    """Bounds set apart from the command: ``name`` is what a command names to have them, unless they hold
    ``always``."""

    server: Server
    name: str
    file: str
    bounds: Mapping[str, BoundRecord]
    always: bool = False


class Code:
    """Reads the files that mention one of the table's words."""

    def __init__(self, constants: Constants, servers: Servers) -> None:
        self.constants, self.servers = constants, servers
        self._runs = {name: row for row in servers.rows.values() for name in row.run}
        self._ends = {name.rpartition(".")[2] for name in self._runs}

    def files(self, words: Iterable[str]) -> list[str]:
        """The files in which one of the words occurs."""
        sought = [word.encode() for word in words]
        texts = self.constants.texts.items()
        return sorted(path for path, text in texts if any(word in text for word in sought))

    def started(self) -> Iterator[Started]:
        for path in self._starters():
            tree = self.constants.tree(path)
            for node, function in functions_around(tree) if tree else ():
                scope = Scope(path, function)
                if isinstance(node, ast.Call):
                    yield from self._run(node, scope)
                elif isinstance(node, ast.List | ast.Tuple):
                    yield from self._listed(node, scope)

    def _starters(self) -> list[str]:
        """Files that import a server with a function to start it, or begin a list with one's name."""
        modules, names = self._modules(), self._names()
        likely = re.compile(
            rb"""\b(?:import|from)\b[^\n#]*\b(?:%s)\b|["'](?:[^"'\s]*/)?(?:%s)["']\s*,"""
            % ("|".join(sorted(modules)).encode(), "|".join(sorted(names)).encode())
        )
        return [path for path in self.files(modules | names) if likely.search(self.constants.texts[path])]

    def words(self) -> frozenset[str]:
        """Every word that a file has to hold for any of this to be found in it."""
        facts = {row.class_facts for row in self.servers.rows.values() if row.class_facts}
        threads = {self.servers.thread_getter, self.servers.thread_variable, self.servers.thread_attribute}
        return frozenset(self._modules() | self._names() | facts | threads)

    def _modules(self) -> set[str]:
        return {name.partition(".")[0] for name in self._runs}

    def _names(self) -> set[str]:
        return {row.name for row in self.servers.rows.values() if row.target}

    def configured(self) -> Iterator[Configured]:
        """Configuration modules, and worker classes that carry options."""
        for path in sorted(self.constants.texts):
            name = path.rpartition("/")[2]
            for server in self.servers.rows.values():
                if server.file is not None and server.file.fullmatch(name):
                    always = name == server.own_file
                    yield Configured(server, name, path, self._globals(server, path), always)
        facts = [row.class_facts for row in self.servers.rows.values() if row.class_facts]
        for path in self.files(facts):
            tree = self.constants.tree(path)
            for node in ast.walk(tree) if tree else ():
                if isinstance(node, ast.ClassDef):
                    yield from self._class_facts(node, path)

    def thread_tokens(self) -> Iterator[BoundRecord]:
        """Every place that sets the size of the pool of worker threads."""
        for path in self.files((self.servers.thread_getter, self.servers.thread_variable)):
            tree = self.constants.tree(path)
            for node, function in functions_around(tree) if tree else ():
                value = self._token_value(node)
                if value is not None:
                    yield self._bound(value, Scope(path, function))

    def keywords_at(self, path: str, line: int) -> dict[str, BoundRecord]:
        """The keywords of the call that begins in that line, what ``**`` brings along included."""
        tree = self.constants.tree(path)
        for node, function in functions_around(tree) if tree else ():
            if isinstance(node, ast.Call) and node.lineno == line and node.keywords:
                return self._keywords(node, Scope(path, function))
        return {}

    def _token_value(self, node: ast.AST) -> ast.expr | None:
        if isinstance(node, ast.Assign):
            targets, name = node.targets, self.servers.thread_attribute
            sets = any(isinstance(target, ast.Attribute) and target.attr == name for target in targets)
            return node.value if sets else None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "set":
            variable, given = node.func.value, node.args[0] if node.args else None
            if self._is_thread_variable(variable) and isinstance(given, ast.Call):
                return _first(given)
        return None

    def _is_thread_variable(self, node: ast.expr) -> bool:
        held = node.args[0] if isinstance(node, ast.Call) and node.args else None
        return isinstance(held, ast.Constant) and held.value == self.servers.thread_variable

    def _run(self, node: ast.Call, scope: Scope) -> Iterator[Started]:
        server = self._server_run_by(node.func, scope)
        if server is None:
            return
        given = self._keywords(node, scope)
        app = self.constants.value(node.args[0], scope) if node.args else None
        bounds = {bound: given[server.keyword(bound)] for bound in BOUNDS if server.keyword(bound) in given}
        reloads = any(
            isinstance(each.value, ast.Constant) and each.value.value is True
            for each in node.keywords
            if each.arg and f"--{each.arg}" in server.reload
        )
        yield Started(
            server,
            app if isinstance(app, str) else "",
            scope.path,
            node.lineno,
            written(node),
            bounds,
            reloads,
        )

    def _server_run_by(self, node: ast.expr, scope: Scope) -> Server | None:
        end = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        tree = self.constants.tree(scope.path)
        renamed = (
            isinstance(node, ast.Name) and tree is not None and end in self.constants.imports(scope.path)
        )
        if end not in self._ends and not renamed:
            return None
        return self._runs.get(self.constants.dotted(node, scope))

    def _keywords(self, node: ast.Call, scope: Scope) -> dict[str, BoundRecord]:
        found: dict[str, BoundRecord] = {}
        for keyword in node.keywords:
            if keyword.arg is not None:
                found[keyword.arg] = self._bound(keyword.value, scope)
            else:
                held = self.constants.value(keyword.value, scope)
                for name, value in held.items() if isinstance(held, dict) else ():
                    found[name] = bound(_whole(value), str(value), scope.path, keyword.value.lineno)
        return {
            name: each
            for name, each in found.items()
            if not (each["value"] is None and each["text"] == "None")
        }

    def _listed(self, node: ast.List | ast.Tuple, scope: Scope) -> Iterator[Started]:
        """A list of words that is a command, for a child process."""
        literals = [each.value for each in node.elts if isinstance(each, ast.Constant)]
        if not any(
            isinstance(word, str) and word.rpartition("/")[2] in self.servers.rows for word in literals
        ):
            return
        words = [self._word(each, scope) for each in node.elts]
        for launch in launches([words], self.servers, self.constants.environment):
            yield started(launch, scope.path, node.lineno)

    def _word(self, node: ast.expr, scope: Scope) -> str:
        value = self.constants.value(node, scope)
        return str(value) if isinstance(value, str | int) else written(node)

    def _globals(self, server: Server, path: str) -> dict[str, BoundRecord]:
        tree = self.constants.tree(path)
        found: dict[str, BoundRecord] = {}
        for node in ast.walk(tree) if tree else ():
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                for name in BOUNDS:
                    if node.targets[0].id == server.keyword(name):
                        found[name] = self._bound(node.value, Scope(path))
        return found

    def _class_facts(self, cls: ast.ClassDef, path: str) -> Iterator[Configured]:
        rows = {row.class_facts: row for row in self.servers.rows.values() if row.class_facts}
        for node in cls.body:
            if not isinstance(node, ast.Assign):
                continue
            for name in {t.id for t in node.targets if isinstance(t, ast.Name)} & rows.keys():
                pairs = _pairs(node.value)
                bounds = {key: self._bound(pairs[key], Scope(path)) for key in BOUNDS if key in pairs}
                if bounds:
                    yield Configured(rows[name], cls.name, path, bounds)

    def _bound(self, node: ast.expr, scope: Scope) -> BoundRecord:
        return bound(_whole(self.constants.number(node, scope)), written(node), scope.path, node.lineno)


def bound(value: int | None, text: str, file: str, line: int) -> BoundRecord:
    """One bound as it was read; ``value`` None where it is no number before the program runs."""
    return {"value": value, "text": text, "file": file, "line": line}


def started(launch: Launch, file: str, line: int) -> Started:
    """What a command starts, with its bounds placed."""
    bounds = {name: bound(_whole(text), text, file, line) for name, text in launch.said.items()}
    return Started(launch.server, launch.app, file, line, launch.text, bounds, launch.development)


def _whole(value: object) -> int | None:
    if isinstance(value, str):
        return int(value) if value.isdecimal() else None
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _first(call: ast.Call) -> ast.expr | None:
    return call.args[0] if call.args else next((k.value for k in call.keywords), None)


def _pairs(node: ast.expr) -> dict[str, ast.expr]:
    """Keys and values of a dictionary display or of ``dict(...)``; later ones win."""
    if isinstance(node, ast.Call):
        return {k.arg: k.value for k in node.keywords if k.arg}
    if not isinstance(node, ast.Dict):
        return {}
    return {
        key.value: value
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }
