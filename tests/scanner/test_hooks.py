"""Rows that name which methods of its own object a method of a library calls back."""

from pathlib import Path

import pytest

from scanner import open_source, scan

TOOL = """
import time
from fastapi import FastAPI
from langchain_core.tools import BaseTool

app = FastAPI()


class Tool(BaseTool):
{methods}


@app.get("/")
async def route():
    tool = Tool()
    return {call}
"""
SYNC = "    def _run(self, query: str):\n        time.sleep(1)\n"
CALM = "    def _run(self, query: str):\n        return query\n"
ASYNC = "    async def _arun(self, query: str):\n        time.sleep(1)\n"
SERVER = """
import time
from authlib.oauth2.rfc6749 import AuthorizationServer
from fastapi import FastAPI

app = FastAPI()


class Server(AuthorizationServer):
    def query_client(self, client_id):
        {body}

    def prune(self):
        time.sleep(1)


server = Server()


@app.post("/token")
async def token():
    return server.create_token_response()
"""


def verdict(path: Path, text: str) -> tuple[str, str]:
    (path / "main.py").write_text(text)
    (route,) = scan(open_source(path))["routes"]
    return route["classification"], route["detail"]


@pytest.mark.parametrize(
    ("methods", "call", "expected"),
    [
        (SYNC, 'tool.invoke("x")', ("blocking-async", "helper")),
        (CALM, 'tool.invoke("x")', ("native-async", "no-io")),
        (SYNC, 'await tool.ainvoke("x")', ("native-async", "offloaded")),
        (SYNC + ASYNC, 'await tool.ainvoke("x")', ("blocking-async", "helper")),
        (SYNC, "tool.name", ("native-async", "no-io")),
    ],
)
def test_a_tool_runs_what_it_overrides(
    tmp_path: Path, methods: str, call: str, expected: tuple[str, str]
) -> None:
    assert verdict(tmp_path, TOOL.format(methods=methods, call=call)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [("time.sleep(1)", ("blocking-async", "helper")), ("return None", ("native-async", "no-io"))],
)
def test_a_server_asks_its_own_store(tmp_path: Path, body: str, expected: tuple[str, str]) -> None:
    assert verdict(tmp_path, SERVER.format(body=body)) == expected


FORM = """
import time
from fastapi import FastAPI
from wtforms import Form, StringField

app = FastAPI()


class Base(Form):
    pass


class Entry(Base):
    name = StringField()

    def {method}(self, field):
        time.sleep(1)


@app.post("/")
async def route():
    form = Entry(data={{}})
    if form.validate():
        return form.name.data.strip(), form.name.errors[0].lower(), form.data["name"]
"""


@pytest.mark.parametrize(
    ("method", "expected"), [("validate_name", "blocking-async"), ("describe", "native-async")]
)
def test_a_form_checks_its_fields_by_its_own_methods(tmp_path: Path, method: str, expected: str) -> None:
    (tmp_path / "main.py").write_text(FORM.format(method=method))
    document = scan(open_source(tmp_path))
    assert [route["classification"] for route in document["routes"]] == [expected]
    assert document["unresolved"] == []
