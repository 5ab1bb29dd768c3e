"""A finding keeps its fingerprint while its code is moved about or written differently."""

from __future__ import annotations

import ast
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from scanner import open_source, scan
from scanner.model import FindingRecord
from tests.oracle.generate.build import generate

_CASES = Path(__file__).parent / "cases" / "findings"
BAD = [min(code.glob("bad_*")) for code in sorted(_CASES.glob("CL*"))]
_SEEDS = (700, 701)


@pytest.fixture(params=[*BAD, *_SEEDS], ids=lambda p: "-".join(p.parts[-2:]) if isinstance(p, Path) else p)
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if isinstance(request.param, Path):
        return request.param
    generate(request.param, tmp_path / "app")
    return tmp_path / "app"


def copied(app: Path, target: Path, change: Callable[[str], str]) -> Path:
    for file in app.rglob("*"):
        copy = target / file.relative_to(app)
        if file.is_file() and "__pycache__" not in file.parts:
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(change(file.read_text()) if file.suffix == ".py" else file.read_text())
    return target


def findings(root: Path) -> list[FindingRecord]:
    return scan(open_source(root))["findings"]


def fingerprints(found: list[FindingRecord]) -> dict[str, tuple[str, str]]:
    return {each["fingerprint"]: (each["code"], each["unit"]) for each in found}


def reformatted(text: str) -> str:
    return ast.unparse(ast.parse(text))


def shifted(text: str) -> str:
    """Blank lines and remarks before every top-level statement, a docstring on top."""
    out = ['"""Moved."""', ""] if "from __future__" not in text else []
    for line in text.splitlines():
        if line.startswith(("def ", "async def ", "class ", "@")) and (
            not out or not out[-1].startswith("@")
        ):
            out += ["", "# moved", ""]
        out.append(line)
    return "\n".join(out) + "\n"


def shuffled(text: str) -> str:
    """Plain functions that nothing decorates, in another order, where they stood next to each other."""
    tree = ast.parse(text)
    plain = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    plain = [n for n in plain if not n.decorator_list and not n.args.defaults]
    places = [tree.body.index(node) for node in plain]
    random.Random(7).shuffle(plain)
    if places and places == list(range(places[0], places[0] + len(places))):
        for place, node in zip(places, plain, strict=True):
            tree.body[place] = node
    return ast.unparse(tree)


def moved(text: str) -> str:
    return shifted(shuffled(text))


@pytest.mark.parametrize("change", [reformatted, moved], ids=lambda change: change.__name__)
def test_layout_changes_no_fingerprint(app: Path, tmp_path: Path, change: Callable[[str], str]) -> None:
    before = findings(app)
    after = findings(copied(app, tmp_path / "changed", change))
    assert fingerprints(after) == fingerprints(before)
    assert len(fingerprints(before)) == len(before)


def test_lines_do_move(tmp_path: Path) -> None:
    app = BAD[0]
    before, after = findings(app), findings(copied(app, tmp_path / "changed", shifted))
    assert [each["line"] for each in before] != [each["line"] for each in after]


def test_a_second_finding_of_a_kind_leaves_the_first_its_fingerprint(tmp_path: Path) -> None:
    text = (
        "from fastapi import FastAPI\nimport time\nimport requests\napp = FastAPI()\n"
        "@app.get('/')\nasync def index():\n    time.sleep(1)\n"
    )
    (tmp_path / "main.py").write_text(text)
    before = fingerprints(findings(tmp_path))
    (tmp_path / "main.py").write_text(text + "    requests.get('http://a')\n    time.sleep(2)\n")
    after = fingerprints(findings(tmp_path))
    assert before.keys() < after.keys()
    assert len(after) == len(before) + 1
