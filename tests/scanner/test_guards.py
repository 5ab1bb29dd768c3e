"""A route's contract names what guards it, by what the code does and not by what things are called."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from scanner import open_source, scan

HEAD = """
from fastapi import Depends, FastAPI, HTTPException, Security, status
from fastapi.security import APIKeyHeader, HTTPBearer, OAuth2PasswordBearer
from fastapi.security.http import HTTPBasic
app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="login")
"""


def security(path: Path, text: str) -> list[str]:
    """What guards the one route of a text."""
    (path / "main.py").write_text(HEAD + textwrap.dedent(text))
    (route,) = scan(open_source(path))["routes"]
    return route["contract"]["security"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            """
            def who(given: str = Depends(scheme)): return given
            @app.get("/")
            def read(person=Depends(who)): return person
            """,
            ["fastapi.security.OAuth2PasswordBearer", "main:who"],
            id="a scheme below",
        ),
        pytest.param(
            """
            @app.get("/", dependencies=[Depends(APIKeyHeader(name="x-key"))])
            def read(): return 1
            """,
            ["fastapi.security.APIKeyHeader"],
            id="a scheme alone",
        ),
        pytest.param(
            """
            class Checked(HTTPBearer):
                async def __call__(self, request): return await super().__call__(request)
            @app.get("/")
            def read(given=Depends(Checked())): return given
            """,
            ["main:Checked.__call__"],
            id="a class of the project",
        ),
        pytest.param(
            """
            def door(): return 1
            @app.get("/")
            def read(given=Security(door, scopes=["a"])): return given
            """,
            ["main:door"],
            id="asked for as security",
        ),
        pytest.param(
            """
            def door(x_key: str):
                if x_key != "open": raise HTTPException(status_code=status.HTTP_403_FORBIDDEN)
            @app.get("/", dependencies=[Depends(door)])
            def read(): return 1
            """,
            ["main:door"],
            id="turns away",
        ),
        pytest.param(
            """
            FORBIDDEN = 403
            class Refused(HTTPException): pass
            def check(key):
                if key: raise Refused(FORBIDDEN)
            def door(key: str): return check(key)
            @app.get("/", dependencies=[Depends(door)])
            def read(): return 1
            """,
            ["main:door"],
            id="turns away in a helper",
        ),
        pytest.param(
            """
            def who():
                refusal = HTTPException(401, "who are you?")
                raise refusal
            @app.get("/")
            def read(person=Depends(who)): return 1
            """,
            ["main:who"],
            id="raised later",
        ),
        pytest.param(
            """
            def auth_token_settings(): return {}
            def verify_page(number: int = 1):
                if number < 1: raise HTTPException(404)
                return number
            def author(page=Depends(verify_page), settings=Depends(auth_token_settings)): return page
            @app.get("/")
            def read(person=Depends(author)): return 1
            """,
            [],
            id="names alone say nothing",
        ),
        pytest.param(
            """
            def who(given: str = Depends(scheme)): return given
            def service(person=Depends(who)): return person
            @app.get("/")
            def read(work=Depends(service)): return 1
            """,
            ["fastapi.security.OAuth2PasswordBearer", "main:who"],
            id="not whoever asks a guard",
        ),
    ],
)
def test_what_guards_a_route(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert security(tmp_path, text) == expected
