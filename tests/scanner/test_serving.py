"""How a project is served, read from container files, process lists, scripts, configuration and code."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner import open_source, scan
from scanner.model import ServingRecord, StackRecord
from scanner.serving.commands import launches, simple_commands
from scanner.serving.files import READERS, commands_of
from scanner.serving.outline import outline
from scanner.serving.servers import load_servers

APP = "from fastapi import FastAPI\napp = FastAPI()\n@app.get('/x')\ndef x(): return 1\n"
USE = "from app.db import engine\n@app.get('/y')\ndef y():\n    with engine.connect() as c: return c.info\n"


def stack_of(path: Path, files: dict[str, str]) -> StackRecord:
    for name, text in {"app/__init__.py": "", "app/main.py": APP, **files}.items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(textwrap.dedent(text))
    return scan(open_source(path))["stack"]


def serving_of(path: Path, files: dict[str, str]) -> ServingRecord:
    return stack_of(path, files)["serving"]


STARTS: list[Any] = [
    pytest.param(
        {
            "Dockerfile": """
            FROM python:3.12 AS build
            CMD uvicorn other:app --workers 9
            FROM python:3.12
            CMD ["uvicorn", "app.main:app", "--workers", "4", "--limit-concurrency", "100"]
            """,
        },
        (9, None),
        "Dockerfile:3",
        id="the first stage comes first among equals",
    ),
    pytest.param(
        {
            "Dockerfile": """
            FROM python:3.12
            ENV WEB_CONCURRENCY=3 \\
                LIMIT="50"
            ENTRYPOINT ["dumb-init", "--"]
            CMD ["uvicorn", "app.main:app", \\
                 "--limit-concurrency=50"]
            """
        },
        (3, 50),
        "Dockerfile:6",
        id="entry point and command make one command line",
    ),
    pytest.param(
        {
            "Dockerfile": "FROM x\n"
            "CMD exec uvicorn app.main:app --workers ${WORKERS:-6} --limit-concurrency $LIMIT\n"
        },
        (6, None),
        "Dockerfile:2",
        id="a variable with a default, and one without",
    ),
    pytest.param(
        {
            "Dockerfile": "FROM x\n"
            'CMD ["sh", "-c", "alembic upgrade head && exec uvicorn app.main:app --workers 5"]\n'
        },
        (5, None),
        "Dockerfile:2",
        id="a command within a shell's text",
    ),
    pytest.param(
        {
            "Dockerfile": 'FROM x\nENV WORKERS=7\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\n',
            "start.sh": """
            #!/bin/sh
            set -e
            HOST=${HOST:-0.0.0.0}
            # uvicorn app.main:app --workers 99
            pip install uvicorn
            exec python -m uvicorn app.main:app --host "$HOST" \\
                --workers "$WORKERS"
            """,
            "compose.yaml": "services:\n  web:\n    command: uvicorn app.main:app --workers 2\n",
        },
        (7, None),
        "start.sh:7",
        id="a script that the container runs, in its environment",
    ),
    pytest.param(
        {
            "docker-compose.yml": """
            services:
              db:
                image: postgres
                command: ["postgres", "-c", "statement_timeout=5s"]
              web:
                build: .
                environment:
                  - WEB_CONCURRENCY=8
                command:
                  - uvicorn
                  - app.main:app
                  - --limit-concurrency
                  - "64"
            """
        },
        (8, 64),
        "docker-compose.yml:11",
        id="compose: a list, and its service's environment",
    ),
    pytest.param(
        {
            "compose.yml": """
            services:
              web:
                command: >
                  uvicorn app.main:app
                  --workers 3
                  --limit-concurrency 30
              worker:
                command: celery worker --concurrency 9
            """
        },
        (3, 30),
        "compose.yml:4",
        id="compose: folded lines",
    ),
    pytest.param(
        {
            "k8s/deployment.yaml": """
            apiVersion: apps/v1
            spec:
              template:
                spec:
                  containers:
                  - name: web
                    env:
                    - name: WEB_CONCURRENCY
                      value: "5"
                    command: ["uvicorn"]
                    args: ["app.main:app", "--limit-concurrency", "20"]
            """
        },
        (5, 20),
        "k8s/deployment.yaml:11",
        id="a pod's command and arguments",
    ),
    pytest.param(
        {
            "Procfile": "release: alembic upgrade head\n"
            "web: gunicorn -w 4 -k uvicorn.workers.UvicornWorker app.main:app\n"
        },
        (4, None),
        "Procfile:2",
        id="Procfile",
    ),
    pytest.param(
        {
            "deploy/api.service": """
            [Service]
            Environment="WEB_CONCURRENCY=2"
            ExecStart=/srv/venv/bin/uvicorn app.main:app \\
                --limit-concurrency 40
            """
        },
        (2, 40),
        "deploy/api.service:4",
        id="a systemd unit",
    ),
    pytest.param(
        {"supervisord.conf": "[program:web]\ncommand=uvicorn app.main:app\n  --workers 6\n"},
        (6, None),
        "supervisord.conf:2",
        id="supervisor",
    ),
    pytest.param(
        {"pyproject.toml": '[tool.poe.tasks]\nserve = "uvicorn app.main:app --workers 2"\n'},
        (2, None),
        "pyproject.toml:2",
        id="a task of the project file",
    ),
    pytest.param(
        {"Procfile": "web: fastapi run app/main.py --workers 3\n", "Makefile": "run:\n\tfastapi dev\n"},
        (3, None),
        "Procfile:1",
        id="the framework's own command",
    ),
    pytest.param(
        {"Procfile": "web: granian --interface asgi app.main:app --workers 2 --backpressure 128\n"},
        (2, 128),
        "Procfile:1",
        id="another server's word for the limit",
    ),
    pytest.param(
        {
            "gunicorn.conf.py": """
            import os
            from multiprocessing import cpu_count
            worker_class = "app.worker.Worker"
            workers = int(os.getenv("WORKERS", "3"))
            """,
            "app/worker.py": """
            from uvicorn.workers import UvicornWorker
            class Worker(UvicornWorker):
                CONFIG_KWARGS = {"loop": "uvloop", "limit_concurrency": 200}
            """,
            "Dockerfile": 'FROM x\nCMD ["gunicorn", "app.main:app", "-k", "app.worker.Worker"]\n',
        },
        (3, 200),
        "Dockerfile:2",
        id="gunicorn's own file and a worker class",
    ),
    pytest.param(
        {"gunicorn_conf.py": "import multiprocessing\nworkers = multiprocessing.cpu_count() * 2 + 1\n"},
        (None, None),
        "gunicorn_conf.py:1",
        id="as many as the machine has processors: not a number",
    ),
    pytest.param(
        {
            "app/settings.py": """
            from pydantic import Field
            from pydantic_settings import BaseSettings
            class Base(BaseSettings):
                limit: int = Field(default=90, ge=1)
            class Settings(Base):
                workers: int = 3
            def get_settings() -> Settings:
                return Settings()
            settings = get_settings()
            """,
            "app/serve.py": """
            from uvicorn import run
            from .settings import settings as config
            def main():
                options = {"limit_concurrency": config.limit}
                run("app.main:app", workers=config.workers, **options)
            """,
        },
        (3, 90),
        "app/serve.py:6",
        id="a call with defaults of settings",
    ),
    pytest.param(
        {
            "manage.py": """
            import subprocess
            def serve(workers: int = 5):
                subprocess.run(["uvicorn", "app.main:app", "--workers", str(workers)])
            """
        },
        (5, None),
        "manage.py:4",
        id="a child process",
    ),
    pytest.param(
        {
            "Dockerfile": 'FROM x\nCMD ["uvicorn", "app.main:app", "--reload", "--workers", "9"]\n',
            "run.py": "import uvicorn\nuvicorn.run('app.main:app', workers=2)\n",
        },
        (2, None),
        "run.py:2",
        id="a server that reloads is a developer's",
    ),
]
STARTS += [
    pytest.param(
        {
            "docker-compose.yml": """
            services:
              web:
                command: >
                  bash -c "alembic upgrade head
                  && uvicorn app.main:app --workers 3"
            """
        },
        (3, None),
        "docker-compose.yml:4",
        id="a quoted command over folded lines",
    ),
    pytest.param(
        {
            ".env.example": "# WEB_CONCURRENCY=9\nWEB_CONCURRENCY=4\n",
            "Procfile": "web: uvicorn app.main:app\n",
        },
        (4, None),
        "Procfile:1",
        id="a sample of the environment",
    ),
    pytest.param(
        {
            "run.py": """
            import argparse, uvicorn
            parser = argparse.ArgumentParser()
            parser.add_argument("--workers", type=int, default=6)
            parser.add_argument("--limit-concurrency", type=int, default=77)
            args = parser.parse_args()
            uvicorn.run("app.main:app", workers=args.workers, limit_concurrency=args.limit_concurrency)
            """
        },
        (6, 77),
        "run.py:7",
        id="options of a command line",
    ),
    pytest.param(
        {
            "cli.py": """
            import click, uvicorn
            @click.command()
            @click.option("--workers", default=5)
            def serve(workers):
                uvicorn.run("app.main:app", workers=workers)
            """
        },
        (5, None),
        "cli.py:6",
        id="options of a decorated command",
    ),
]


@pytest.mark.parametrize(("files", "bounds", "place"), STARTS)
def test_the_start_of_a_server_and_its_bounds(
    tmp_path: Path, files: dict[str, str], bounds: tuple[int | None, int | None], place: str
) -> None:
    serving = serving_of(tmp_path, files)
    first = serving["servers"][0]
    assert (serving["workers"], serving["limit_concurrency"]) == bounds
    assert f"{first['file']}:{first['line']}" == place


@pytest.mark.parametrize(
    "text",
    [
        "pip install uvicorn gunicorn",
        "echo starting uvicorn app.main:app",
        "pkill -f uvicorn",
        "uvicorn --version",
        "celery -A app worker",
    ],
)
def test_words_that_start_no_server(text: str) -> None:
    assert list(launches(simple_commands(text), load_servers(), {})) == []


def test_a_project_that_says_nothing(tmp_path: Path) -> None:
    stack = stack_of(tmp_path, {})
    assert stack["thread_tokens"] == 40
    assert stack["serving"] == {
        "servers": [],
        "workers": None,
        "limit_concurrency": None,
        "thread_tokens": [],
        "statement_timeouts": [],
    }


TOKENS: list[Any] = [
    pytest.param(
        """
        import anyio.to_thread
        async def start():
            limiter = anyio.to_thread.current_default_thread_limiter()
            limiter.total_tokens = 100
        """,
        100,
        id="on the limiter",
    ),
    pytest.param(
        """
        import os
        from anyio import CapacityLimiter
        from anyio.lowlevel import RunVar
        TOKENS = int(os.environ.get("TOKENS", 64))
        def start():
            RunVar("_default_thread_limiter").set(CapacityLimiter(TOKENS))
        """,
        64,
        id="another limiter, sized by a variable",
    ),
    pytest.param("class Usage:\n    def add(self):\n        self.usage = 5\n", 40, id="none"),
]


@pytest.mark.parametrize(("text", "tokens"), TOKENS)
def test_thread_tokens(tmp_path: Path, text: str, tokens: int) -> None:
    assert stack_of(tmp_path, {"app/threads.py": text})["thread_tokens"] == tokens


def test_pools_whose_size_is_the_default_of_a_variable(tmp_path: Path) -> None:
    stack = stack_of(
        tmp_path,
        {
            "app/db.py": """
            import os
            from sqlalchemy import create_engine
            engine = create_engine(
                os.environ["DATABASE_URL"],
                pool_size=int(os.getenv("POOL_SIZE", "12")),
                max_overflow=int(os.getenv("OVERFLOW", 4)),
                pool_timeout=int(os.environ["PATIENCE"]),
            )
            """,
            "app/main.py": APP + USE,
        },
    )
    (pool,) = stack["pools"]
    assert (pool["pool_size"], pool["max_overflow"]) == (12, 4)
    assert "pool_timeout" not in pool


def test_an_engine_without_a_pool_says_so(tmp_path: Path) -> None:
    engine = """
    from sqlalchemy import create_engine, pool
    engine = create_engine("postgresql://x", poolclass=pool.NullPool)
    """
    stack = stack_of(tmp_path, {"app/db.py": engine, "app/main.py": APP + USE})
    assert [row["poolclass"] for row in stack["pools"]] == ["NullPool"]


def test_statement_timeouts_with_their_places(tmp_path: Path) -> None:
    stack = stack_of(
        tmp_path,
        {
            "app/db.py": """
            from sqlalchemy import create_engine, event
            engine = create_engine("postgresql://x", connect_args={"options": "-c statement_timeout=5000"})
            @event.listens_for(engine, "connect")
            def connect(connection, record):
                # statement_timeout = 7
                connection.cursor().execute("SET lock_timeout TO '2s'")
            """,
            "app/main.py": APP + USE,
            "compose.yml": 'services:\n  db:\n    command: ["postgres", "-c", "statement_timeout=9s"]\n',
        },
    )
    found = [(t["name"], t["value"], t["file"], t["line"]) for t in stack["serving"]["statement_timeouts"]]
    assert found == [
        ("statement_timeout", "5000", "app/db.py", 3),
        ("lock_timeout", "2s", "app/db.py", 7),
        ("statement_timeout", "9s", "compose.yml", 3),
    ]


def test_the_record_is_json_and_the_same_every_time(tmp_path: Path) -> None:
    files = {"Procfile": "web: uvicorn app.main:app --workers 2\n", "run.sh": "uvicorn app.main:app\n"}
    first = json.dumps(serving_of(tmp_path, files))
    assert first == json.dumps(serving_of(tmp_path, files))
    assert [server["file"] for server in json.loads(first)["servers"]] == ["Procfile", "run.sh"]


NAMES = ["Dockerfile", "Procfile", "a.service", "supervisord.conf", "run.sh", "fly.toml", "compose.yml"]


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(NAMES),
    st.text(st.sampled_from("CMD[]\"' :-#\n\\$\x00{}ab=uvicorn|>\t&;"), max_size=120) | st.text(max_size=60),
)
def test_no_text_breaks_a_reader(name: str, text: str) -> None:
    for command in commands_of(name, text):
        assert command.file == name
        assert list(launches(command.words, load_servers(), command.environment)) is not None
    assert any(pattern.fullmatch(name) for pattern, _ in READERS)


def test_an_outline_keeps_siblings_apart() -> None:
    text = "a:\n- x: 1\n  y: [p, 'q r']\n- x: 2\nb: |\n  one\n  two\nc: v # said\n"
    assert [(entry.path, entry.value, entry.line) for entry in outline(text)] == [
        (("a", "#0", "x"), "1", 2),
        (("a", "#0", "y"), ["p", "q r"], 3),
        (("a", "#1", "x"), "2", 4),
        (("b",), "one\ntwo", 5),
        (("c",), "v", 8),
    ]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("uvicorn app.main:app --workers 2", ["nothing bounds the requests in flight"]),
        ("uvicorn app.main:app --limit-concurrency 100", []),
        ("uvicorn app.main:app --reload", []),
        ("celery -A app worker", []),
    ],
)
def test_a_server_without_a_limit_is_a_finding(tmp_path: Path, command: str, expected: list[str]) -> None:
    stack_of(tmp_path, {"Procfile": f"web: {command}\n"})
    found = [each for each in scan(open_source(tmp_path))["findings"] if each["code"] == "CL404"]
    assert [each["message"].partition(": ")[2] for each in found] == expected
    assert all((each["unit"], each["file"]) == ("app.main:app", "Procfile") for each in found)
