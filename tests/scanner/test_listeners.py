"""Functions that a library calls as events come in: in a worker thread, or on the loop if asynchronous."""

from pathlib import Path

from scanner import open_source, scan

APP = """
import time

from fastapi import FastAPI, Request
from slack_bolt import App
from slack_bolt.adapter.fastapi import SlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk import WebClient

bolt, other = App(), AsyncApp()
app = FastAPI()
handler = SlackRequestHandler(bolt)


@bolt.event("message", middleware=[])
def on_message(ack, client: WebClient):
    client.chat_postMessage(text="x")


def on_command(ack):
    time.sleep(1)


bolt.command("/open", middleware=[])(on_command)


@bolt.error
def on_error(error):
    time.sleep(1)


@other.event("message")
async def on_other(say):
    time.sleep(1)


@bolt.view("calm")
def on_view(ack):
    ack()


@app.post("/events")
async def events(request: Request):
    return await handler.handle(request)


@app.get("/calm")
async def calm():
    return 1
"""


def test_what_listens_runs_where_the_library_runs_it(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(APP)
    document = scan(open_source(tmp_path))
    assert {h["name"]: (h["classification"], h["role"]) for h in document["helpers"]} == {
        "main:on_message": ("converted-def", "background"),
        "main:on_command": ("converted-def", "background"),
        "main:on_error": ("converted-def", "background"),
        "main:on_other": ("blocking-async", "background"),
    }
    assert {r["path"]: r["classification"] for r in document["routes"]} == {
        "/events": "blocking-async",
        "/calm": "native-async",
    }
