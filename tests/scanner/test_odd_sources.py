"""Source text that nobody should have committed: every scan survives it and says what it left out."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from scanner import ScanDocument, open_source, scan
from scanner.facts import bounds, complaints
from scanner.facts.index import build_index
from scanner.facts.store import SqliteCache

APP = b"""import time
from fastapi import FastAPI
app = FastAPI()
@app.get("/nap")
async def nap():
    time.sleep(1)
"""
BIG = b"from fastapi import APIRouter\nrouter = APIRouter()\n"
Note = tuple[str, str, str, int]


def scanned(place: Path, **files: bytes) -> ScanDocument:
    """Of a tree with a good ``main.py`` beside the given modules."""
    for name, content in {"main": APP, **files}.items():
        (place / f"{name}.py").write_bytes(content)
    return scan(open_source(place))


def notes(document: ScanDocument) -> list[Note]:
    return [(each["level"], each["code"], each["file"], each["line"]) for each in document["diagnostics"]]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"x = 1\ndef f(:\n    pass\n", [("error", "syntax", "odd.py", 2)]),
        (b"x = 1\nprint 'two'\n", [("error", "syntax", "odd.py", 2)]),
        (BIG + b"def f():\n    return )\n", [("error", "syntax", "odd.py", 4)]),
        ("x = 1\ny = 'café'\n".encode("latin-1"), [("warning", "encoding", "odd.py", 2)]),
        ("# coding: ascii\ny = 'café'\n".encode(), [("warning", "encoding", "odd.py", 2)]),
        (b"# coding: klingon\nx = 1\n", [("warning", "encoding", "odd.py", 1)]),
        ("# coding: latin-1\ny = 'café'\n".encode("latin-1"), []),
        (b"\xef\xbb\xbfx = 'caf\xc3\xa9'\n", []),
        (b"x = 1\ny = '\0'\n", [("error", "syntax", "odd.py", 2)]),
        (
            "x = 1\n".encode("utf-16"),
            [("warning", "encoding", "odd.py", 1), ("error", "syntax", "odd.py", 1)],
        ),
        (b"x = " + b"-" * 50_000 + b"1\n", [("error", "nesting", "odd.py", 1)]),
        (b"x = " + b"(" * 5_000 + b")" * 5_000 + b"\n", [("error", "syntax", "odd.py", 1)]),
        (b"type X = int\ndef first[T](x: list[T]) -> T: ...\n", []),
    ],
)
def test_each_oddity_is_told_and_the_rest_is_scanned(
    tmp_path: Path, content: bytes, expected: list[Note]
) -> None:
    document = scanned(tmp_path, odd=content)
    assert notes(document) == expected
    assert [route["classification"] for route in document["routes"]] == ["blocking-async"]
    assert document["summary"]["complete"]


def test_a_byte_order_mark_does_not_hide_routes(tmp_path: Path) -> None:
    assert [route["path"] for route in scanned(tmp_path, main=b"\xef\xbb\xbf" + APP)["routes"]] == ["/nap"]


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "there is no Python file"),
        ({"a.py": "x = 1\n"}, "no route was found"),
        ({"a.py": "import fastapi\n"}, "a web framework is imported but no route was found"),
    ],
)
def test_a_tree_without_routes_is_incomplete(tmp_path: Path, files: dict[str, str], reason: str) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    document = scan(open_source(tmp_path))
    assert (document["summary"]["complete"], document["summary"]["incomplete_reasons"]) == (False, [reason])
    assert notes(document) == [("error", "incomplete", "", 0)]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_an_unreadable_file_makes_the_scan_incomplete(tmp_path: Path) -> None:
    (tmp_path / "secret.py").write_bytes(APP)
    (tmp_path / "secret.py").chmod(0)
    refused(scanned(tmp_path))


def test_a_file_that_goes_away_makes_the_scan_incomplete(tmp_path: Path) -> None:
    for name in ("main", "gone"):
        (tmp_path / f"{name}.py").write_bytes(APP)
    source = open_source(tmp_path)
    source.files()
    (tmp_path / "gone.py").unlink()
    refused(scan(source))


def refused(document: ScanDocument) -> None:
    assert document["summary"]["incomplete_reasons"] == ["1 source file could not be read"]
    assert {code for _, code, *_ in notes(document)} == {"unreadable", "incomplete"}


def test_links_in_circles_are_told(tmp_path: Path) -> None:
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    document = scanned(tmp_path)
    assert notes(document) == [("warning", "symlink", "again", 1)]
    assert len(document["routes"]) == 1


DATA = BIG + b"D = {\n" + b"".join(b"    'k%d': ['v', %d, {'a': 1.5}],\n" % (n, n) for n in range(140_000))
LARGE = {
    "data": DATA + b"}\n",
    "a string": BIG + b"X = '" + b"a" * 5_000_000 + b"'\n",
    "functions": BIG
    + b"".join(b"def f%d(a, b=1):\n    return a + b * %d\n\n" % (n, n) for n in range(110_000)),
}


@pytest.mark.slow
@pytest.mark.parametrize("shape", LARGE)
def test_five_megabytes_of_source_are_told_and_affordable(tmp_path: Path, shape: str) -> None:
    assert len(LARGE[shape]) >= 5_000_000
    started = time.process_time()
    document = scanned(tmp_path, large=LARGE[shape])
    assert time.process_time() - started < 60
    assert notes(document) == [("warning", "large-file", "large.py", 1)]
    assert len(document["routes"]) == 1


@pytest.mark.parametrize("deep", ["1 + " * 900 + "1", "a" + ".b" * 900, "f" + "()" * 900])
def test_a_deep_expression_is_cut_out(deep: str) -> None:
    assert build_index(f"x = {deep}\ny = 2\n").skeleton == "x = ...\ny = 2\n"


def test_an_absurd_expression_costs_neither_the_file_nor_the_cache(tmp_path: Path) -> None:
    deep = b"1 + " * 40_000 + b"1\n"
    route = b"@router.get('/deep')\ndef deep():\n    return " + deep
    odd = BIG + b"x = " + deep + b"y = x.z" + b".z()" * 700 + b"\n" + route
    app = APP + b"import odd\napp.include_router(odd.router)\n"
    (tmp_path / "main.py").write_bytes(app)
    (tmp_path / "odd.py").write_bytes(odd)
    cache = SqliteCache(tmp_path / "cache")
    first = scan(open_source(tmp_path), cache=cache)
    assert [each["path"] for each in first["routes"]] == ["/deep", "/nap"]
    assert scan(open_source(tmp_path), cache=cache)["scanner"]["files_cached"] == 2


def test_a_long_literal_keeps_its_first_items_and_its_lines() -> None:
    rows = "\n".join(f"    [{n}, 'value']," for n in range(2_000))
    text = f"x = 1\nROWS = [\n{rows}\n]; y = 2\nz = 3\n"
    skeleton = build_index(text).skeleton
    assert skeleton.count("\n") == text.count("\n")
    assert skeleton.count("value") == bounds.KEPT_ITEMS
    assert "'value']]; y = 2\n" in skeleton
    assert skeleton.endswith("z = 3\n")


def test_a_long_literal_that_names_things_stays() -> None:
    text = "ROUTES = [\n" + "".join(f"    ('/path/{n}', handler_{n}),\n" for n in range(1_000)) + "]\n"
    assert build_index(text).skeleton == text


def test_what_is_used_survives_a_module_that_is_too_large() -> None:
    padding = "".join(f"value_{n} = compute({n}, 'some text')\n" for n in range(20_000))
    skeleton = build_index(f"base = 1\n{padding}kept = 2\n@on(base, kept)\ndef handler(): ...\n").skeleton
    assert len(skeleton) < bounds.BUDGET * 1.2
    assert [line for line in skeleton.split("\n") if line and not line.startswith(("value_", "..."))] == [
        "base = 1",
        "kept = 2",
        "@on(base, kept)",
        "def handler(): ...",
    ]


def test_a_file_seen_before_is_not_parsed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = SqliteCache(tmp_path)
    files = [("1" * 40, b"x = (\n"), ("2" * 40, b"x = 1\n")]
    first = complaints.known_complaints(files, cache)
    assert [each.code for each in first["1" * 40]] == ["syntax"]
    monkeypatch.setattr(complaints, "complaints", None)
    assert complaints.known_complaints(files, cache) == first


def test_a_comment_behind_a_continued_line_hides_no_body(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(
        "import time\nfrom fastapi import FastAPI\napp = FastAPI()\n\n"
        "def wait():\n    time.sleep(1) \\\n        # a second\n\n"
        "@app.get('/a')\nasync def a():\n    wait()\n"
    )
    document = scan(open_source(tmp_path))
    assert [route["classification"] for route in document["routes"]] == ["blocking-async"]
    assert document["diagnostics"] == []


def test_a_body_that_is_too_large_as_a_whole_is_told(tmp_path: Path) -> None:
    row = " + ".join(f"{n}*unknown_{n}" for n in range(250))
    table = "\n".join(f"        {row}," for _ in range(120))
    (tmp_path / "main.py").write_text(
        f"from fastapi import FastAPI\napp = FastAPI()\n\ndef table():\n    return [\n{table}\n    ]\n\n"
        "@app.get('/a')\nasync def a():\n    return table()\n"
    )
    document = scan(open_source(tmp_path))
    assert [(d["level"], d["code"], d["line"]) for d in document["diagnostics"]] == [("error", "syntax", 5)]
