"""A project's own catalog rows, as the documentation shows them, at work in a scan."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scanner import ScanDocument, open_source, scan
from scanner.config import parse_config, read_config
from scanner.errors import CatalogError

PAGE = (Path(__file__).parents[2] / "docs" / "catalog.md").read_text()
EXAMPLE = next(
    text for text in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL) if "tool.clearloop.catalog" in text
)
MAIN = """
import acme_billing
import requests
from fastapi import FastAPI
app = FastAPI()
client = acme_billing.Client()
other = acme_billing.AsyncClient()
def pay():
    client.charge(1)
@app.get("/blocks")
async def blocks():
    return client.refund(1)
@app.get("/waits")
async def waits():
    return await other.charge(1)
@app.get("/moved")
async def moved():
    await acme_billing.run_in_pool(pay)
@app.get("/built-in")
async def built_in():
    return requests.get("http://a")
"""


def scanned(path: Path, settings: str) -> ScanDocument:
    (path / "main.py").write_text(MAIN)
    (path / "pyproject.toml").write_text(settings)
    source = open_source(path)
    return scan(source, config=read_config(source))


def verdicts(document: ScanDocument) -> dict[str, tuple[str, str]]:
    return {r["path"]: (r["classification"], r["detail"]) for r in document["routes"]}


def test_the_example_of_the_documentation_works(tmp_path: Path) -> None:
    document = scanned(tmp_path, EXAMPLE)
    assert verdicts(document) == {
        "/blocks": ("blocking-async", "handler"),
        "/waits": ("native-async", "async-io"),
        "/moved": ("native-async", "offloaded"),
        "/built-in": ("blocking-async", "handler"),
    }
    (call,) = [c for c in document["blocking_calls"] if c["in"] == "main:blocks"]
    assert (call["symbol"], call["kind"]) == ("acme_billing.Client.refund", "http")
    assert call["alternative"] == "acme_billing.AsyncClient"
    assert document["unresolved"] == []


def test_without_the_rows_the_calls_are_unresolved(tmp_path: Path) -> None:
    document = scanned(tmp_path, "")
    assert verdicts(document)["/blocks"] == ("native-async", "no-io")
    assert any("acme_billing" in each["reason"] for each in document["unresolved"])


def test_a_row_of_the_project_wins_over_a_built_in_one(tmp_path: Path) -> None:
    settings = f'{EXAMPLE}\n[[tool.clearloop.catalog.function]]\nnames = ["requests.get"]\nreturns = "data"\n'
    assert verdicts(scanned(tmp_path, settings))["/built-in"] == ("native-async", "no-io")


def test_another_catalog_has_another_digest(tmp_path: Path) -> None:
    plain, rich = scanned(tmp_path, ""), scanned(tmp_path, EXAMPLE)
    assert plain["scanner"]["catalog"] != rich["scanner"]["catalog"]


def test_a_broken_row_is_refused_by_name(tmp_path: Path) -> None:
    broken = '[[tool.clearloop.catalog.function]]\nnames = ["acme.go"]\neffect = "explodes"\n'
    config = parse_config(broken.encode(), "pyproject.toml")
    (tmp_path / "main.py").write_text(MAIN)
    with pytest.raises(CatalogError, match=r"acme\.go"):
        scan(open_source(tmp_path), config=config)
