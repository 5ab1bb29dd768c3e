"""Where a project's imports start: import roots, and the dotted name of every module."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from scanner.source.shape import TreeShape, upwards

Reader = Callable[[Iterable[str]], Iterator[tuple[str, bytes]]]

SAMPLE = 60
_IMPORT = re.compile(
    rb"^[ \t]*(?:from[ \t]+([A-Za-z_][\w.]*)[ \t]+import\b|import[ \t]+([A-Za-z_][\w.]*))",
    re.MULTILINE,
)


_IMPORT_LINE = re.compile(rb"\n[ \t]*(?:from|import)[ \t]+([A-Za-z_][\w.]*)([^\n]*)")
_NAME = re.compile(rb"\w+")


@dataclass(frozen=True, slots=True)
class Layout:
    """The modules of a tree.

    ``roots`` are directories relative to the scanned one ("" is that one itself), most specific
    first; ``outer`` is the dotted name of the package whose directory was scanned, if it is one;
    ``names`` maps each Python file to its module's name and ``modules`` maps back, from any name
    that only one file answers to.
    """

    roots: tuple[str, ...]
    outer: str
    names: dict[str, str]
    modules: dict[str, str] = field(repr=False)
    _homes: dict[str, tuple[tuple[str, str], ...]] = field(repr=False)

    @property
    def scopes(self) -> dict[str, str]:
        """Path -> dotted prefix under which a file's own imports are looked up first: its root, where
        that root and another one hold modules of the same name."""
        roots = {path: _longest(self.roots, path) for path in self.names}
        shared = {
            roots[path]
            for path, name in self.names.items()
            if roots[path] and name != _dotted(path, roots[path], self.outer)
        }
        return {path: root.replace("/", ".") for path, root in roots.items() if root in shared}

    @property
    def import_roots(self) -> list[str]:
        """The roots in use: "." is the scanned directory, ".." the one around it."""
        around = "/".join([".."] * (self.outer.count(".") + 1)) if self.outer else "."
        used = {_longest(self.roots, path) for path in self.names}
        return [root or around for root in self.roots if root in used] or ["."]

    def module_name(self, path: str) -> str:
        """The dotted name of a Python file of this tree."""
        return self.names[path]

    def find(self, module: str, importer: str = "") -> str | None:
        """The file that ``import module`` reads in the file ``importer``, or None.

        A root above the importing file wins over one elsewhere: two services of one repository may
        have an ``app`` package each.
        """
        homes = self._homes.get(module)
        if homes is None:
            return None
        if len(homes) == 1:
            return homes[0][1]
        return max(homes, key=lambda home: _nearness(home[0], importer))[1]


def discover(
    files: Iterable[str],
    read: Reader,
    *,
    package: str = "",
    name: str = "",
    roots: Sequence[str] | None = None,
) -> Layout:
    """The layout of a tree with these files.

    ``read`` is asked for a sample of files where the directories alone leave it open what imports
    are relative to. ``package`` is the dotted name of the scanned directory if it is known to be a
    package, ``name`` its plain name. ``roots`` (from configuration) ends all guessing.
    """
    paths = sorted(path for path in files if path.endswith(".py"))
    shape = TreeShape(paths)
    if roots is not None:
        return _lay_out(paths, {_clean(root) for root in roots} | {""}, "")
    outer = package or _imported_as(shape, name, read)
    if outer:
        return _lay_out(paths, {""}, outer)
    return _lay_out(paths, _guess_roots(shape, read) | {""}, "")


def _guess_roots(shape: TreeShape, read: Reader) -> set[str]:
    roots = set()
    everywhere = cache(lambda: _imported_paths(read(shape.below(""))))
    for start in (*shape.top_packages(), *shape.loose_tops()):
        parent = start.rpartition("/")[0]
        if parent or not shape.is_package(start):
            roots.add(_weigh(shape, start, read, everywhere))
    for start in shape.packages_apart():
        roots |= _own_root(shape, start, read)
    return roots


def _own_root(shape: TreeShape, start: str, read: Reader) -> set[str]:
    """Where imports lead to a package that lies below another one, but not in it (``backend/src/shop``,
    with an ``__init__.py`` in ``backend``); nothing where none leads to what is in it."""
    paths = _imported_paths(read(_sample(shape.below(start))))
    hits = Counter[str]()
    for root in upwards(start.rpartition("/")[0]):
        name = _inside(start, root).replace("/", ".")
        hits[root] = sum(paths[f"{name}.{inner}"] for inner in shape.provided(start))
    best = max(hits, key=lambda root: hits[root])
    return {best} if hits[best] else set()


def _weigh(shape: TreeShape, start: str, read: Reader, everywhere: Callable[[], Counter[str]]) -> str:
    """The directory that the imports of the files below ``start`` are relative to: the one whose
    contents they name most often, the nearest of equals. Where they name none, others may name them."""
    parent = start.rpartition("/")[0]
    above = [*upwards(parent)]
    candidates = above if shape.is_package(start) else [*upwards(start)]
    imported = _imported_names(read(_sample(shape.below(start))))
    hits = {root: sum(imported[name] for name in _telling_names(shape, start, root)) for root in candidates}
    best = max(candidates, key=lambda root: hits[root])
    if not hits[best]:
        hits = {root: everywhere()[_inside(start, root).replace("/", ".")] for root in above}
        best = max(above, key=lambda root: hits[root])
    if hits[best]:
        return best
    return start if start.rpartition("/")[2] == "src" and start in candidates else parent


def _telling_names(shape: TreeShape, start: str, root: str) -> set[str]:
    """The names whose import proves that ``root`` is on the path for the files below ``start``."""
    if root == start:
        return shape.provided(start)
    return {_inside(start, root).split("/")[0]}


def _inside(path: str, root: str) -> str:
    return path[len(root) + 1 :] if root else path


def _imported_as(shape: TreeShape, name: str, read: Reader) -> str:
    """``name`` if the files of the scanned directory import each other through it: then they form a
    package (with or without ``__init__.py``) and imports start one directory further up."""
    if not name.isidentifier() or name in shape.provided(""):
        return ""
    # A directory may share its name with a library that its files import: only a name that leads to
    # a module lying here proves anything.
    own = rb"|".join(re.escape(each.encode()) for each in sorted(shape.provided("")))
    through = re.compile(
        rb"^[ \t]*(?:from|import)[ \t]+%s(?:\.|[ \t]+import[ \t(]+)(?:%s)\b" % (name.encode(), own or rb"$."),
        re.MULTILINE,
    )
    contents = list(read(_sample(shape.below(""))))
    if not any(through.search(data) for _, data in contents):
        return ""
    if _answers_better(shape, name, contents):
        return ""
    imported = _imported_names(iter(contents))
    inside = sum(imported[each] for each in shape.provided(""))
    return name if imported[name] > inside else ""


def _answers_better(shape: TreeShape, name: str, contents: list[tuple[str, bytes]]) -> bool:
    """A checkout is often called like the package in it: then that one holds what is imported by the name."""
    submodule = re.compile(rb"^[ \t]*(?:from|import)[ \t]+%s\.(\w+)" % name.encode(), re.MULTILINE)
    asked = {match[1].decode() for _, data in contents for match in submodule.finditer(data)}
    own = len(asked & shape.provided(""))
    return any(len(asked & shape.provided(each)) > own for each in shape.named(name))


def _imported_names(contents: Iterable[tuple[str, bytes]]) -> Counter[str]:
    """First components of all absolute imports, with how often each occurs."""
    names: Counter[str] = Counter()
    for _, content in contents:
        for match in _IMPORT.finditer(content):
            names[(match[1] or match[2]).split(b".")[0].decode(errors="replace")] += 1
    return names


def _imported_paths(contents: Iterable[tuple[str, bytes]]) -> Counter[str]:
    """All that absolute imports lead to or through, as dotted names, with how many statements do."""
    statements: Counter[tuple[bytes, bytes]] = Counter()
    for _, content in contents:
        statements.update(_IMPORT_LINE.findall(b"\n" + content))
    paths: Counter[str] = Counter()
    for (base, line), times in statements.items():
        parts = base.decode(errors="replace").split(".")
        names = [name.decode(errors="replace") for name in _NAME.findall(line.partition(b"import")[2])]
        through = {".".join(parts[:end]) for end in range(1, len(parts) + 1)}
        for path in through.union(".".join([*parts, name]) for name in names):
            paths[path] += times
    return paths


def _sample(paths: list[str]) -> list[str]:
    step = max(1, len(paths) // SAMPLE)
    return paths[::step][:SAMPLE]


def _clean(root: str) -> str:
    return "/".join(part for part in root.split("/") if part not in ("", "."))


def _is_above(root: str, path: str) -> bool:
    return not root or path.startswith(f"{root}/")


def _longest(roots: Sequence[str], path: str) -> str:
    return next(root for root in roots if _is_above(root, path))


def _nearness(root: str, importer: str) -> tuple[bool, int]:
    """Roots above the importing file first, the deepest before others; of the rest the shallowest."""
    above = _is_above(root, importer)
    depth = root.count("/") + bool(root)
    return above, depth if above else -depth


def _lay_out(paths: Sequence[str], roots: set[str], outer: str) -> Layout:
    ordered = tuple(sorted(roots, key=lambda root: (-root.count("/") - bool(root), root)))
    homes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    canonical: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        above = [root for root in ordered if _is_above(root, path)]
        canonical[_dotted(path, above[0], outer)].append(path)
        for root in above:
            homes[_dotted(path, root, outer)].append((root, path))
    names = _unique_names(canonical, outer)
    modules = {name: found[0][1] for name, found in homes.items() if len(found) == 1}
    modules |= {name: path for path, name in names.items()}
    return Layout(
        ordered,
        outer,
        names,
        modules,
        {name: tuple(found) for name, found in homes.items()},
    )


def _unique_names(canonical: dict[str, list[str]], outer: str) -> dict[str, str]:
    """Path -> name; files that share one are all named from the scanned directory instead."""
    return {
        path: name if len(twins) == 1 else _dotted(path, "", outer)
        for name, twins in canonical.items()
        for path in twins
    }


def _dotted(path: str, root: str, outer: str) -> str:
    name = _inside(path, root).removesuffix(".py").replace("/", ".")
    if name == "__init__":
        return outer
    name = name.removesuffix(".__init__")
    return f"{outer}.{name}" if outer else name
