"""Packages whose own directory is on the path: ``from server.config import x`` means a module beside it."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator

Sources = Callable[[str], Iterable[tuple[bool, bytes]]]


class InnerRoots:
    """What imports below a package are relative to, where they lead nowhere else.

    ``holds`` tells whether a module or a directory of modules has that dotted name; ``sources`` gives
    each text below a package, and whether it lies in its own directory.
    """

    def __init__(self, holds: Callable[[str], bool], sources: Sources) -> None:
        self._holds, self._sources = holds, sources
        self._proven: dict[str, bool] = {}

    def absolute(self, name: str, package: str, gives: Callable[[str], bool]) -> str:
        """The dotted name of what a module in ``package`` imports as ``name``; ``gives`` tells whether a
        package has what is imported."""
        if name.partition(".")[0] in sys.stdlib_module_names:
            return name
        for root in _upwards(package):
            own = f"{root}.{name}"
            if gives(own) and self._is_on_path(root):
                return own
        return name

    def _is_on_path(self, root: str) -> bool:
        if root not in self._proven:
            self._proven[root] = self._weigh(root)
        return self._proven[root]

    def _weigh(self, root: str) -> bool:
        """A library may be called like a module beside its importer (``redis.client``): more imports
        below ``root`` have to begin there than show that it is a package."""
        inside = through = 0
        for direct, text in self._sources(root):
            through += direct and bool(_RELATIVE.search(text))
            for match in _DOTTED.finditer(text):
                name = match[1].decode()
                through += name.startswith(f"{root}.")
                inside += name.partition(".")[0] not in sys.stdlib_module_names and self._leads(root, name)
        return inside > through

    def _leads(self, root: str, name: str) -> bool:
        return self._holds(f"{root}.{name}") and not self._holds(name)


_DOTTED = re.compile(rb"^[ \t]*(?:from|import)[ \t]+([A-Za-z_]\w*(?:\.\w+)+)", re.MULTILINE)
_RELATIVE = re.compile(rb"^[ \t]*from[ \t]+\.", re.MULTILINE)


def _upwards(package: str) -> Iterator[str]:
    while package:
        yield package
        package = package.rpartition(".")[0]
