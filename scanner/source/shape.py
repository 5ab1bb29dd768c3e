"""The directories of a tree as Python sees them: which hold modules, which are packages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

_TEST_FILE = re.compile(r"conftest\.py|test_.*\.py|.*_test\.py")


class TreeShape:
    """Questions about directories, answered from the paths of the Python files alone."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        self._modules: dict[str, list[str]] = defaultdict(list)
        self._children: dict[str, set[str]] = defaultdict(set)
        for path in paths:
            directory, _, name = path.rpartition("/")
            self._modules[directory].append(name)
            while directory:
                parent, _, child = directory.rpartition("/")
                self._children[parent].add(child)
                directory = parent

    def is_package(self, directory: str) -> bool:
        return "__init__.py" in self._modules.get(directory, ())

    def provided(self, directory: str) -> set[str]:
        """What can be imported by its plain name with ``directory`` on the path."""
        modules = {name.removesuffix(".py") for name in self._modules.get(directory, ())}
        return (modules | self._children.get(directory, set())) - {"__init__"}

    def top_packages(self) -> list[str]:
        """Packages that lie in no other package."""
        return sorted(
            directory
            for directory in self._modules
            if directory and self.is_package(directory) and not self._in_package(directory.rpartition("/")[0])
        )

    def packages_apart(self) -> list[str]:
        """Packages below another one with a directory between them that is none."""
        apart = []
        for directory in self._modules:
            parent = directory.rpartition("/")[0]
            if (
                parent
                and self.is_package(directory)
                and not self.is_package(parent)
                and self._in_package(parent)
            ):
                apart.append(directory)
        return sorted(apart)

    def loose_tops(self) -> list[str]:
        """Directories whose modules are in no package, without those below another one of them."""
        loose = {directory for directory in self._modules if directory and not self._in_package(directory)}
        return sorted(each for each in loose if loose.isdisjoint(upwards(each.rpartition("/")[0])))

    def named(self, name: str) -> list[str]:
        """Directories called ``name``, however deep."""
        return sorted(each for each in self._modules if each.rpartition("/")[2] == name)

    def below(self, directory: str) -> list[str]:
        prefix = f"{directory}/" if directory else ""
        return [path for path in self._paths if path.startswith(prefix)]

    def _in_package(self, directory: str) -> bool:
        return any(self.is_package(each) for each in upwards(directory))


def upwards(directory: str) -> Iterator[str]:
    """The directory and those above it, nearest first, "" last."""
    while directory:
        yield directory
        directory = directory.rpartition("/")[0]
    yield ""


def is_test(path: str, paths: AbstractSet[str]) -> bool:
    """Whether a file is part of a test suite: below a ``tests`` directory, below a ``test`` one
    that holds tests (it may as well be a feature called "test"), or a ``conftest.py``."""
    *directories, name = path.split("/")
    if name == "conftest.py" or "tests" in directories:
        return True
    return any(
        directory == "test" and _holds_tests("/".join(directories[:depth]), paths)
        for depth, directory in enumerate(directories, start=1)
    )


def _holds_tests(directory: str, paths: Iterable[str]) -> bool:
    prefix = f"{directory}/"
    return any(path.startswith(prefix) and _TEST_FILE.fullmatch(path.rpartition("/")[2]) for path in paths)
