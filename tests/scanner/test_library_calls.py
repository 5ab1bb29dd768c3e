"""Chained calls of popular libraries as people write them: which block, which do not, none unresolved.

``library_calls.txt`` holds ``imports ; expression ; kinds`` per line: kinds of which the call has one, ``-``
for a call that does no I/O, ``*`` for one that may be taken either way.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner import ScanDocument, open_source, scan

TABLE = [
    tuple(part.strip() for part in line.split(" ; "))
    for line in (Path(__file__).parent / "library_calls.txt").read_text().splitlines()
]
# What the libraries leave behind unresolved on purpose: an attribute nobody can know.
PARTLY = frozenset({"gspread"})


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> ScanDocument:
    """One route per line of the table, each in a module of its own."""
    root = tmp_path_factory.mktemp("calls")
    names = [f"m{number}" for number in range(len(TABLE))]
    head = "from fastapi import FastAPI\napp = FastAPI()\n"
    (root / "main.py").write_text(head + "".join(f"import {name}\n" for name in names))
    for name, (imports, expression, _) in zip(names, TABLE, strict=True):
        first = "" if imports == "-" else imports
        (root / f"{name}.py").write_text(
            f"{first}\nfrom main import app\n@app.get('/{name}')\nasync def {name}():\n    {expression}\n"
        )
    return scan(open_source(root))


@pytest.mark.parametrize("number", range(len(TABLE)), ids=lambda n: TABLE[n][1][:60])
def test_a_call_is_what_it_is(document: ScanDocument, number: int) -> None:
    imports, _, kinds = TABLE[number]
    file = f"m{number}.py"
    found = [call for call in document["blocking_calls"] if call["file"] == file]
    wanted = set(kinds.split("|"))
    if "*" not in wanted:
        assert bool({call["kind"] for call in found} & wanted) or (not found and "-" in wanted)
    unresolved = [each["expression"] for each in document["unresolved"] if each["file"] == file]
    assert unresolved == [] or any(name in imports for name in PARTLY)


def test_every_line_is_a_route(document: ScanDocument) -> None:
    assert len(document["routes"]) == len(TABLE) >= 350


def test_a_lock_that_is_only_tried_is_entered_without_waiting(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(
        "from fastapi import FastAPI\nfrom filelock import FileLock\napp = FastAPI()\n"
        "@app.get('/a')\nasync def tried():\n    with FileLock('a', timeout=0):\n        pass\n"
        "@app.get('/b')\nasync def waits():\n    with FileLock('a'):\n        pass\n"
    )
    routes = {route["path"]: route["classification"] for route in scan(open_source(tmp_path))["routes"]}
    assert routes == {"/a": "native-async", "/b": "blocking-async"}
