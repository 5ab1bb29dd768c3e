"""Which files of a tree are worth reading: Python source, and the few others that say how it is run or what
it serves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# Never the project's own source, whatever they hold.
EXCLUDED_DIRECTORIES = frozenset(
    {
        "__pycache__",
        "__pypackages__",
        "bower_components",
        "dist-packages",
        "node_modules",
        "site-packages",
    }
)
# Build output when they lie beside a build file and are no packages themselves.
BUILD_DIRECTORIES = frozenset({"build", "dist"})
BUILD_FILES = frozenset({"pyproject.toml", "setup.py", "setup.cfg"})
HIDDEN_KEPT = frozenset({".github", ".gitlab", ".docker"})
CODEOWNERS_FILES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")

_DEPLOYMENT_FILE = re.compile(
    r"""
      pyproject\.toml | setup\.cfg | Pipfile | Procfile | CODEOWNERS
    | requirements[\w.-]*\.(txt|in)
    | (\w+\.)?Dockerfile([.-][\w.-]+)? | Containerfile
    | (docker-)?compose[\w.-]*\.ya?ml
    | [\w.-]*gunicorn[\w.-]*\.(toml|ini|cfg|conf)
    | [\w.-]*(deploy|deployment|statefulset|k8s|kubernetes)[\w.-]*\.ya?ml | [\w.@-]+\.service
    | supervisord?\.(conf|ini) | fly\.toml | app\.ya?ml | render\.ya?ml
    | \.env\.(example|sample|template|dist) | env\.example
    | [\w.-]*(entrypoint|start|run|serve|server|launch|boot)[\w.-]*\.sh
    | ([\w-]*[_-])?(route|endpoint|path|url|handler)s?\.(json|toml)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def is_wanted(name: str) -> bool:
    """Whether a file of this base name is part of a scan."""
    return name.endswith(".py") or _DEPLOYMENT_FILE.fullmatch(name) is not None


def is_excluded_directory(name: str) -> bool:
    """Whether a directory is left out for its name alone."""
    if name.startswith("."):
        return name not in HIDDEN_KEPT
    return name in EXCLUDED_DIRECTORIES or name.endswith(".egg-info")


def excluded_children(directories: Iterable[str], files: Iterable[str]) -> set[str]:
    """Those of a directory's child directories that ``files`` beside them prove to be build output."""
    if BUILD_FILES.isdisjoint(files):
        return set()
    return set(BUILD_DIRECTORIES.intersection(directories))


def select(paths: Iterable[str]) -> Iterator[str]:
    """The wanted files among all paths of a tree, by the same rules as a walk of a directory."""
    everything = list(paths)
    pruned = _virtual_environments(everything) | _build_output(everything)
    verdicts: dict[str, bool] = {"": True}
    for path in everything:
        directory, _, name = path.rpartition("/")
        if is_wanted(name) and _is_open(directory, pruned, verdicts):
            yield path


def _is_open(directory: str, pruned: set[str], verdicts: dict[str, bool]) -> bool:
    known = verdicts.get(directory)
    if known is None:
        parent, _, name = directory.rpartition("/")
        known = (
            directory not in pruned and not is_excluded_directory(name) and _is_open(parent, pruned, verdicts)
        )
        verdicts[directory] = known
    return known


def _virtual_environments(paths: list[str]) -> set[str]:
    return {path.rpartition("/")[0] for path in paths if path.endswith("/pyvenv.cfg")}


def _build_output(paths: list[str]) -> set[str]:
    packages = {path.rpartition("/")[0] for path in paths if path.endswith("/__init__.py")}
    pruned: set[str] = set()
    for path in paths:
        directory, _, name = path.rpartition("/")
        if name in BUILD_FILES:
            prefix = f"{directory}/" if directory else ""
            pruned.update(f"{prefix}{child}" for child in BUILD_DIRECTORIES)
    return pruned - packages
