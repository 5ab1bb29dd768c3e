"""Rearranged source: helpers in another module, imports under other names, files in any order."""

from __future__ import annotations

import ast
import builtins
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from scanner import open_source, scan
from tests.oracle.__main__ import find_cases
from tests.oracle.generate.build import generate

_CASES = [c for c in find_cases(Path(__file__).parent / "cases") if len(list(c.rglob("*.py"))) == 1]
_FEW = settings(
    max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)
_BUILTINS = frozenset(dir(builtins))
Verdicts = dict[str, str]


def _verdicts(root: Path, order: list[str] | None = None) -> Verdicts:
    source = open_source(root)
    if order is not None:
        known = source.files()
        source.files = lambda: {name: known[name] for name in order}  # type: ignore[method-assign]  # of this one source
    document = scan(source)
    found = {f"{r['methods']} {r['path']}": str(r["classification"]) for r in document["routes"]}
    return found | {h["name"]: str(h["classification"]) for h in document["helpers"]}


def _written(root: Path, files: dict[str, str]) -> Path:
    root.mkdir(parents=True)
    for name, text in files.items():
        (root / name).write_text(text)
    return root


@_FEW
@given(st.data())
def test_the_order_of_files_changes_nothing(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "app"
        generate(data.draw(st.integers(20_000, 29_999)), root)
        order = data.draw(st.permutations(sorted(open_source(root).files())))
        before = _verdicts(root)
        assert before
        assert _verdicts(root, order) == before


@_FEW
@given(st.sampled_from(_CASES), st.data())
def test_helpers_moved_to_another_module_keep_their_verdicts(case: Path, data: st.DataObject) -> None:
    tree = ast.parse((case / "main.py").read_text())
    movable = _movable(tree)
    assume(movable)
    chosen = data.draw(st.sets(st.sampled_from(sorted(movable)), min_size=1))
    with tempfile.TemporaryDirectory() as scratch:
        moved = _written(Path(scratch) / "moved", _moved(tree, chosen))
        names = {f"main:{name}": f"aside:{name}" for name in chosen}
        before = {_renamed(name, names): said for name, said in _verdicts(case).items()}
        assert _verdicts(moved) == before


def _renamed(name: str, names: dict[str, str]) -> str:
    head, dot, tail = name.partition(".")
    return names.get(head, head) + dot + tail if name.startswith("main:") else name


def _movable(tree: ast.Module) -> set[str]:
    """Plain top-level functions that use nothing of their module but its imports."""
    imported = {
        (alias.asname or alias.name).partition(".")[0]
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    return {
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.decorator_list
        and _names(node) <= imported | _BUILTINS
    }


def _names(function: ast.AST) -> set[str]:
    """Names a function reads that it does not bind itself."""
    bound = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
    bound |= {n.arg for n in ast.walk(function) if isinstance(n, ast.arg)}
    bound |= {n.name for n in ast.walk(function) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)}
    bound |= {n.name for n in ast.walk(function) if isinstance(n, ast.ExceptHandler) and n.name}
    return {n.id for n in ast.walk(function) if isinstance(n, ast.Name)} - bound


def _moved(tree: ast.Module, chosen: set[str]) -> dict[str, str]:
    def goes(node: ast.stmt) -> bool:
        return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name in chosen

    imports = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
    aside = ast.Module([*imports, *(n for n in tree.body if goes(n))], [])
    taken = ast.ImportFrom("aside", [ast.alias(name) for name in sorted(chosen)], 0)
    future = [n for n in imports if isinstance(n, ast.ImportFrom) and n.module == "__future__"]
    rest = [n for n in tree.body if not goes(n) and n not in future]
    main = ast.Module([*future, taken, *rest], [])
    texts = {"main.py": main, "aside.py": aside}
    return {name: ast.unparse(ast.fix_missing_locations(module)) for name, module in texts.items()}


@_FEW
@given(st.sampled_from(_CASES))
def test_imports_under_other_names_change_nothing(case: Path) -> None:
    text = _aliased(ast.parse((case / "main.py").read_text()))
    with tempfile.TemporaryDirectory() as scratch:
        assert _verdicts(_written(Path(scratch) / "app", {"main.py": text})) == _verdicts(case)


def _aliased(tree: ast.Module) -> str:
    """Every name that the module imports at its top level and binds nowhere else gets another one."""
    elsewhere = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}
    elsewhere |= {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
    elsewhere |= {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)}
    texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    renamed: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom) and getattr(node, "module", "") != "__future__":
            for alias in node.names:
                name = alias.asname or alias.name
                free = name not in elsewhere and not any(name in text for text in texts)
                if "." not in name and name != "*" and free:
                    alias.asname = renamed[name] = f"own_{name}"
    for found in ast.walk(tree):
        if isinstance(found, ast.Name) and found.id in renamed:
            found.id = renamed[found.id]
    return ast.unparse(ast.fix_missing_locations(tree))
