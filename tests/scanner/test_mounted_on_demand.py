"""Applications that a request mounts: one line that runs in many calls adds its routes once."""

from pathlib import Path

from scanner import open_source, scan

MAIN = """
import secrets
import time
from fastapi import APIRouter, FastAPI


class Blocks:
    def __init__(self, name):
        self.name = name
        self.config = {}
    def launch(self):
        self.app = App.create_app(self, auth=self.config.get("auth"))
        return self.app


class App(FastAPI):
    def __init__(self, **kwargs):
        self.key = secrets.token_urlsafe(16)
        self.blocks = None
        super().__init__(**kwargs)

    @staticmethod
    def create_app(blocks, auth=None, path=None):
        app = App(title=blocks.name)
        app.blocks = blocks
        router = APIRouter(prefix="/api")

        @app.get("/monitoring/{key}")
        async def dashboard(key: str):
            url = f"/monitoring/{app.key}/dashboard"
            mount(app, Blocks(blocks.name + key), path=url, auth=auth or key)
            return url

        @router.get("/info")
        async def info():
            time.sleep(0.001)
            return blocks.name

        app.include_router(router)
        return app


def mount(app, blocks, path, auth=None):
    blocks.path = path
    inner = App.create_app(blocks, auth=auth, path=path)
    app.mount(path, inner)
    return app


first = Blocks("first").launch()
second = Blocks("second").launch()
outer = FastAPI()
mount(outer, Blocks("third"), "/third")
"""


def test_what_requests_mount_is_listed_once(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(MAIN)
    found = [(r["path"], r["classification"]) for r in scan(open_source(tmp_path))["routes"]]
    inside = [
        (f"{prefix}{path}", classification)
        for prefix in ("", "/monitoring/{?}/dashboard", "/third", "/third/monitoring/{?}/dashboard")
        for path, classification in (
            ("/api/info", "blocking-async"),
            ("/monitoring/{key}", "native-async"),
        )
    ]
    assert sorted(found) == sorted(inside)
