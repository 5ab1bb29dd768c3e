"""Files that are started as a script, and hand the application that they have made to a server themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner import open_source, scan

SERVER = """
import argparse
import asyncio
import time

import uvicorn
from fastapi import FastAPI
from hypercorn.asyncio import serve

app = FastAPI()
{placeholder}

class Remote:
    def models(self):
        time.sleep(1)
        return []


class Local:
    def models(self):
        return []


def create():
    parser = argparse.ArgumentParser()
    return parser.parse_args(), {kind}()


@app.post("/models")
async def models():
    return controller.models()
"""
STARTS = {
    "at once": """
if __name__ == "__main__":
    args, controller = create()
    uvicorn.run(app, host=args.host)
""",
    "under a condition": """
if __name__ == "__main__":
    args, controller = create()
    if args.ssl:
        uvicorn.run(app, ssl_keyfile="key")
    else:
        uvicorn.run(app=app)
""",
    "in a function": """
def main():
    global controller
    import uvicorn as server
    args, controller = create()
    server.run(app)

if "__main__" and __name__ == '__main__':
    main()
""",
    "two functions deep": """
def run(port):
    uvicorn.run(app, port=port)

def main(argv=None):
    global controller
    _, controller = create()

    def stop():
        return None

    return run(1)

if __name__ == "__main__":
    raise SystemExit(main())
""",
    "as an object": """
if __name__ == "__main__":
    _, controller = create()
    server = uvicorn.Server(uvicorn.Config(app, port=1))
    asyncio.run(server.serve())
""",
    "by another server": """
async def main():
    global controller
    _, controller = create()
    await serve(app, None)

if __name__ == "__main__":
    asyncio.run(main())
""",
}
TOLD = """
if __name__ == "__main__":
    _, controller = create()
    uvicorn.run("main:app")
"""


def routes(path: Path, kind: str, start: str, placeholder: str = "") -> tuple[str, int]:
    text = SERVER.format(kind=kind, placeholder=placeholder) + start
    (path / "main.py").write_text(text.replace('"__main__" and ', ""))
    document = scan(open_source(path))
    return document["routes"][0]["classification"], len(document["unresolved"])


@pytest.mark.parametrize("placeholder", ["", "controller = None\n"])
@pytest.mark.parametrize("start", STARTS)
def test_what_a_script_binds_is_there_when_it_serves(tmp_path: Path, start: str, placeholder: str) -> None:
    assert routes(tmp_path, "Remote", STARTS[start], placeholder) == ("blocking-async", 0)
    assert routes(tmp_path, "Local", STARTS[start], placeholder) == ("native-async", 0)


def test_a_server_that_is_told_a_name_imports_the_application_anew(tmp_path: Path) -> None:
    assert routes(tmp_path, "Remote", TOLD, "controller = Local()\n") == ("native-async", 0)


def test_what_a_script_starts_another_file_may_define(tmp_path: Path) -> None:
    (tmp_path / "base.py").write_text(
        "from fastapi import FastAPI\napp = FastAPI()\nworker = None\n\n\n"
        "class Base:\n    def __init__(self):\n        global worker\n        worker = self\n\n\n"
        "@app.get('/')\nasync def generate():\n    return worker.generate()\n"
    )
    (tmp_path / "special.py").write_text(
        "import time\nimport uvicorn\nfrom base import Base, app\n\n\n"
        "class Special(Base):\n    def generate(self):\n        time.sleep(1)\n\n\n"
        "if __name__ == '__main__':\n    worker = Special()\n    uvicorn.run(app)\n"
    )
    assert [r["classification"] for r in scan(open_source(tmp_path))["routes"]] == ["blocking-async"]
