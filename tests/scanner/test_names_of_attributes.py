"""Attributes may have any name, those of what the scanner asks itself about classes too."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner import open_source, scan

MAIN = """
import time
from fastapi import FastAPI
from somewhere import Base

app = FastAPI()


class Line(Base):
    {name} = "plain"

    def use(self):
        return getattr(self, "missing", None)

    def told(self):
        return self.{name}


@app.get("/")
async def root():
    line = Line()
    line.use()
    return line.told(), line.{name}


@app.get("/slow")
async def slow():
    line = Line()
    line.use()
    if line.{name} == "plain":
        time.sleep(0.01)
"""


@pytest.mark.parametrize("name", ["closed", "protocol", "fields", "names", "model", "kinds", "answer"])
def test_an_attribute_may_be_called_anything(tmp_path: Path, name: str) -> None:
    (tmp_path / "main.py").write_text(MAIN.format(name=name))
    routes = {route["path"]: route["classification"] for route in scan(open_source(tmp_path))["routes"]}
    assert routes == {"/": "native-async", "/slow": "blocking-async"}
