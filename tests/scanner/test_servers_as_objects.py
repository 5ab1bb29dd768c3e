"""Servers that are objects: their routes are registered as they start, which only another process does."""

from pathlib import Path

from scanner import open_source, scan

CONTROLLER = """
import asyncio
import time

import fastapi
import uvicorn


def load():
    time.sleep(1)


class Controller:
    def __init__(self, port: int):
        self._port = port
        self._app = fastapi.FastAPI()

    def run(self):
        @self._app.get("/reload")
        async def reload():
            return load()

        @self._app.get("/nap")
        async def nap():
            await asyncio.sleep(1)

        uvicorn.run(self._app, port=self._port)
"""
START = "\n\ndef run_controller(port: int):\n    Controller(port).run()\n"


def routes(path: Path, **files: str) -> dict[str, str]:
    for name, text in files.items():
        (path / f"{name}.py").write_text(text)
    return {r["path"]: r["classification"] for r in scan(open_source(path))["routes"]}


def test_an_object_that_a_function_starts_is_served(tmp_path: Path) -> None:
    found = routes(tmp_path, controller=CONTROLLER + START)
    assert found == {"/reload": "blocking-async", "/nap": "native-async"}


def test_the_function_may_be_in_a_module_of_its_own(tmp_path: Path) -> None:
    start = START.replace("Controller(", "controller.Controller(")
    assert set(routes(tmp_path, controller=CONTROLLER, start=f"import controller\n{start}")) == {
        "/reload",
        "/nap",
    }


def test_what_is_started_at_import_is_served_once(tmp_path: Path) -> None:
    document = f"{CONTROLLER}{START}\n\nrun_controller(1)\n"
    (tmp_path / "main.py").write_text(document)
    assert sorted(r["path"] for r in scan(open_source(tmp_path))["routes"]) == ["/nap", "/reload"]


def test_what_only_tests_start_is_not_served(tmp_path: Path) -> None:
    start = START.replace("Controller(", "controller.Controller(")
    assert routes(tmp_path, controller=CONTROLLER, test_it=f"import controller\n{start}") == {}


def test_what_a_lifespan_mounts_is_served_there_alone(tmp_path: Path) -> None:
    below = "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get('/a')\nasync def a(): ...\n"
    main = """
from contextlib import asynccontextmanager
from importlib import import_module

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):
    app.mount("/below", import_module("below").app)
    yield


app = FastAPI(lifespan=lifespan)
"""
    assert routes(tmp_path, below=below, main=main) == {"/below/a": "native-async"}


def test_packages_of_others_lie_beside_those_of_the_project(tmp_path: Path) -> None:
    package = tmp_path / "google" / "own"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    main = """
import google.auth
from fastapi import FastAPI

app = FastAPI()


@app.get("/who")
async def who():
    return google.auth.default()
"""
    (package / "main.py").write_text(main)
    found = scan(open_source(tmp_path))["routes"]
    assert [(r["handler"], r["classification"]) for r in found] == [("google.own.main:who", "blocking-async")]


SCRIPT = """
import argparse
import time

import uvicorn
from fastapi import FastAPI


def load():
    time.sleep(1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    args = parser.parse_args()
    app = FastAPI()

    @app.get("/reload")
    async def reload():
        return load()

    @app.get("/port")
    async def port():
        return args.port

    uvicorn.run(app, port=args.port)
"""


def test_a_script_serves_the_application_that_it_makes(tmp_path: Path) -> None:
    assert routes(tmp_path, server=SCRIPT) == {"/reload": "blocking-async", "/port": "native-async"}


def test_what_a_script_adds_to_an_application_made_before_is_for_that_script(tmp_path: Path) -> None:
    start = SCRIPT.index("if __name__")
    script = SCRIPT[:start] + "app = FastAPI()\n\n\n" + SCRIPT[start:].replace("    app = FastAPI()\n", "")
    assert routes(tmp_path, server=script) == {}
