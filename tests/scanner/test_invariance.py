"""Changes that cannot change what an app does must not change a verdict; an offload can only help."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from scanner import ScanDocument, open_source, scan
from tests.oracle.__main__ import find_cases
from tests.oracle.case import is_sampled
from tests.oracle.generate.build import generate

_CASES = [root for root in find_cases(Path(__file__).parent / "cases") if is_sampled(root, 20)]
_SEEDS = range(300, 312)
Verdicts = dict[str, str]


def verdicts(root: Path, *, reverse: bool = False) -> Verdicts:
    source = open_source(root)
    if reverse:
        files = dict(reversed(source.files().items()))
        source.files = lambda: files  # type: ignore[method-assign]  # of this one source
    document = scan(source)
    routes = {f"{r['methods']} {r['path']} {r['handler']}": r["classification"] for r in document["routes"]}
    return cast(Verdicts, routes) | _helpers(document)


def _helpers(document: ScanDocument) -> Verdicts:
    return {helper["name"]: helper["classification"] for helper in document["helpers"]}


def _label(param: int | Path) -> str:
    return "-".join(param.parts[-2:]) if isinstance(param, Path) else f"seed{param}"


@pytest.fixture(params=[*_SEEDS, *_CASES], ids=_label)
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A generated app, or a copy of a curated case."""
    root = tmp_path / "app"
    if isinstance(request.param, Path):
        _copy(request.param, root, lambda text: text)
    else:
        generate(request.param, root)
    return root


def _copy(source: Path, target: Path, change: Callable[[str], str]) -> None:
    for file in source.rglob("*.py"):
        copy = target / file.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(change(file.read_text()))


@pytest.mark.parametrize("seed", _SEEDS)
def test_import_styles_change_nothing(seed: int, tmp_path: Path) -> None:
    generate(seed, tmp_path / "one", style=1)
    generate(seed, tmp_path / "two", style=2)
    one, two = verdicts(tmp_path / "one"), verdicts(tmp_path / "two")
    assert one
    assert one == two


def test_layout_and_comments_change_nothing(app: Path, tmp_path: Path) -> None:
    _copy(app, tmp_path / "reformatted", lambda text: ast.unparse(ast.parse(text)))
    before = verdicts(app)
    assert before
    assert verdicts(tmp_path / "reformatted") == before


def test_the_order_of_files_changes_nothing(app: Path) -> None:
    assert verdicts(app, reverse=True) == verdicts(app)


def test_renamed_locals_change_nothing(app: Path, tmp_path: Path) -> None:
    _copy(app, tmp_path / "renamed", rename_locals)
    assert verdicts(tmp_path / "renamed") == verdicts(app)


def test_another_package_name_changes_only_names(tmp_path: Path) -> None:
    seed = next(s for s in _SEEDS if _is_package(s, tmp_path / f"look{s}"))
    generate(seed, tmp_path / "app")
    _copy(tmp_path / "app", tmp_path / "moved", lambda text: text.replace("shop", "store_front"))
    (tmp_path / "moved" / "shop").rename(tmp_path / "moved" / "store_front")
    moved = {name.replace("store_front", "shop"): v for name, v in verdicts(tmp_path / "moved").items()}
    assert moved == verdicts(tmp_path / "app")


def _is_package(seed: int, root: Path) -> bool:
    generate(seed, root)
    return (root / "shop").exists()


def test_an_offload_never_makes_a_verdict_worse(app: Path, tmp_path: Path) -> None:
    _copy(app, tmp_path / "offloaded", offload_statements)
    before, after = verdicts(app), verdicts(tmp_path / "offloaded")
    worse = {name for name, said in after.items() if said == "blocking-async" != before.get(name)}
    assert worse == set()


def offload_statements(text: str) -> str:
    """Every plain call statement of an ``async def`` is handed to a worker thread."""
    tree = _Offload().visit(ast.parse(text))
    return "import asyncio as _offloading\n" + ast.unparse(ast.fix_missing_locations(tree))


class _Offload(ast.NodeTransformer):
    def __init__(self) -> None:
        self._in_async = False

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._scoped(node, True)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._scoped(node, False)

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        if not self._in_async or not isinstance(node.value, ast.Call):
            return node
        hand_over = ast.parse("_offloading.to_thread", mode="eval").body
        call = ast.Call(hand_over, [node.value.func, *node.value.args], node.value.keywords)
        return ast.Expr(ast.Await(call))

    def _scoped(self, node: ast.AST, is_async: bool) -> ast.AST:
        before, self._in_async = self._in_async, is_async
        self.generic_visit(node)
        self._in_async = before
        return node


def rename_locals(text: str) -> str:
    """Plain local variables of the functions get other names; parameters and captured names keep theirs."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            _rename_in(node)
    return ast.unparse(tree)


def _rename_in(function: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
    inner = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.Global, ast.Nonlocal)
    if any(isinstance(node, inner) for node in ast.walk(function) if node is not function):
        return
    names = [node for node in ast.walk(function) if isinstance(node, ast.Name)]
    stored = {node.id for node in names if isinstance(node.ctx, ast.Store)}
    for name in names:
        if name.id in stored - {
            argument.arg for argument in ast.walk(function) if isinstance(argument, ast.arg)
        }:
            name.id = f"renamed_{name.id}"
