"""The text of a generated app: modules importing only what lies below them, and bodies being written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.oracle.generate.model import AsyncIO, Block, Call, Effect, Function

INDENT = "    "


@dataclass(frozen=True)
class Header:
    """A ``def`` line whose expectation is known only once the whole app is."""

    text: str
    function: Function


Line = str | Header


@dataclass
class Module:
    name: str
    level: int
    imports: set[str] = field(default_factory=set)
    blocks: list[list[Line]] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    exports: dict[str, str] = field(default_factory=dict)
    is_package: bool = False

    def fresh(self, base: str) -> str:
        """A name nothing else in the module has: ``base``, ``base_2``, ..."""
        count = self.names[base] = self.names.get(base, 0) + 1
        return base if count == 1 else f"{base}_{count}"

    @property
    def package(self) -> str:
        return self.name.rpartition(".")[0]

    @property
    def path(self) -> str:
        base = self.name.replace(".", "/")
        return f"{base}/__init__.py" if self.is_package else f"{base}.py"

    def render(self) -> str:
        body = "\n\n\n".join("\n".join(_text(line) for line in block) for block in self.blocks)
        return "\n".join(sorted(self.imports, key=_import_order)) + "\n\n\n" + body + "\n"


@dataclass
class Project:
    """All modules of one app by name; packages get an ``__init__`` that may re-export."""

    random: Random
    modules: dict[str, Module] = field(default_factory=dict)

    def add(self, name: str, level: int) -> Module:
        module = self.modules[name] = Module(name, level)
        parts = name.split(".")
        for count in range(1, len(parts)):
            package = ".".join(parts[:count])
            if package not in self.modules:
                self.modules[package] = Module(package, level, is_package=True)
        return module

    def write(self, root: Path) -> None:
        for module in self.modules.values():
            file = root / module.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(module.render())

    def refer(self, user: Module, owner: Module, name: str) -> str:
        """An expression for ``owner``'s ``name`` in ``user``, imported in one of the usual styles."""
        if user is owner:
            return name
        style = self.random.choice(_STYLES)
        if style == "re-export" and (
            owner.package in ("", user.package) or user.package.startswith(owner.package)
        ):
            style = "from"
        if style == "relative" and (
            not user.package or user.package.split(".")[0] != owner.name.split(".")[0]
        ):
            style = "from"
        return self._import(style, user, owner, name)

    def _import(self, style: str, user: Module, owner: Module, name: str) -> str:
        short = owner.name.rpartition(".")[2]
        alias = f"{short}_{name}".lower() if style == "alias" else f"{owner.name.replace('.', '_')}_mod"
        if style == "alias":
            user.imports.add(f"from {owner.name} import {name} as {alias}")
            return alias
        if style == "module-alias":
            user.imports.add(f"import {owner.name} as {alias}")
            return f"{alias}.{name}"
        if style == "dotted":
            user.imports.add(f"import {owner.name}")
            return f"{owner.name}.{name}"
        if style == "from-package" and owner.package:
            user.imports.add(f"from {owner.package} import {short} as {alias}")
            return f"{alias}.{name}"
        unique = f"{short}__{name}"
        user.imports.add(f"from {self._origin(style, user, owner, name)} import {name} as {unique}")
        return unique

    def _origin(self, style: str, user: Module, owner: Module, name: str) -> str:
        if style == "re-export":
            package = self.modules[owner.package]
            exported = package.exports.setdefault(name, owner.name)
            if exported == owner.name:
                package.imports.add(f"from .{owner.name.rpartition('.')[2]} import {name}")
                return owner.package
            return owner.name
        if style == "relative":
            return _relative(user, owner)
        return owner.name


_STYLES = ("from", "from", "alias", "module-alias", "dotted", "from-package", "relative", "re-export")


def _relative(user: Module, owner: Module) -> str:
    here, there = user.package.split("."), owner.name.split(".")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    return "." * (len(here) - common + 1) + ".".join(there[common:])


def _text(line: Line) -> str:
    if isinstance(line, str):
        return line
    return line.text + line.function.comment()


def _import_order(line: str) -> tuple[bool, str]:
    return (not line.startswith("from __future__"), line)


@dataclass
class Site:
    """The body of one function under construction: what is in scope, what was written, what it does."""

    module: Module
    function: Function
    depth: int
    env: dict[str, list[str]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    indent: int = 1
    locals: int = 0

    @property
    def is_async(self) -> bool:
        return self.function.is_async

    def write(self, *lines: str) -> None:
        for line in lines:
            self.lines.append(INDENT * self.indent + line)

    def header(self, text: str, function: Function) -> None:
        self.lines.append(Header(INDENT * self.indent + text, function))

    def do(self, *effects: Effect) -> None:
        self.function.effects.extend(effects)

    def block(self, symbol: str) -> None:
        self.do(Block(symbol))

    def wait(self) -> None:
        self.do(AsyncIO())

    def call(self, target: Function, **bound: Function) -> None:
        self.do(Call(target, "inline", tuple(bound.items())))

    def offload(self, target: Function) -> None:
        self.do(Call(target, "offload"))

    def task(self, target: Function) -> None:
        self.do(Call(target, "task"))

    def fresh(self, base: str) -> str:
        self.locals += 1
        return f"{base}{self.locals}"

    @contextmanager
    def nested(self, opening: str) -> Iterator[None]:
        """Write ``opening`` and indent what follows."""
        self.write(opening)
        self.indent += 1
        yield
        self.indent -= 1
