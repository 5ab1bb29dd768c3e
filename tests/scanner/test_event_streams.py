"""What an event stream of a library reads, sends and is told runs where the library runs it."""

from pathlib import Path

import pytest

from scanner import open_source, scan

HEAD = """
import asyncio
import time

from fastapi import FastAPI
from sse_starlette.sse import EventSourceResponse, ServerSentEvent

app = FastAPI()


async def slow():
    time.sleep(1)
    yield ServerSentEvent(data="x")


async def calm():
    await asyncio.sleep(1)
    yield {"data": "x"}


def in_thread():
    time.sleep(1)
    yield {"data": "x"}


async def send():
    time.sleep(1)


def ping():
    time.sleep(1)


class Stream(EventSourceResponse):
    def __init__(self, content):
        super().__init__(content, ping=3)


@app.get("/")
async def stream():
    return """


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("EventSourceResponse(slow())", "blocking-async"),
        ("EventSourceResponse(content=slow(), ping=5)", "blocking-async"),
        ("Stream(slow())", "blocking-async"),
        ("EventSourceResponse(calm())", "native-async"),
        ("EventSourceResponse(in_thread())", "native-async"),
        ("Stream(in_thread())", "native-async"),
        ("EventSourceResponse(calm(), data_sender_callable=send)", "blocking-async"),
        ("EventSourceResponse(calm(), ping_message_factory=ping)", "blocking-async"),
        ("EventSourceResponse(calm(), media_type=ping.__name__)", "native-async"),
    ],
)
def test_what_the_stream_runs(tmp_path: Path, answer: str, expected: str) -> None:
    (tmp_path / "main.py").write_text(f"{HEAD}{answer}\n")
    document = scan(open_source(tmp_path))
    assert [route["classification"] for route in document["routes"]] == [expected]
    assert document["unresolved"] == []
