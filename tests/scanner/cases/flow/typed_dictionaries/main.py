"""Dictionaries of a declared shape: what they hold under which key, and that they are dictionaries."""

import time
from typing import Any, TypedDict, Union

import requests
from fastapi import FastAPI
from typing_extensions import NotRequired

app = FastAPI()


class Quiet:
    def get(self, name):
        return name

    def send(self, url):
        return url


class Sender:
    def send(self, url):  # -> blocking-async via requests.get
        return requests.get("http://api.test/").status_code


class Settings(TypedDict, total=False):
    name: str
    quiet: Quiet
    sender: Sender


class More(Settings):
    session: NotRequired[requests.Session]


Point = TypedDict("Point", {"x": int, "y": int})


def built() -> More:
    return {"name": "a", "quiet": Quiet(), "sender": Sender(), "session": requests.Session()}


def shown(settings: Settings) -> str:
    parts = [settings.get("name"), settings["quiet"].send("x"), *settings.keys()]
    for key, value in settings.items():
        parts.append(f"{key}{value}")
    return ",".join(str(part) for part in parts)


def sent(settings: Settings):  # -> blocking-async via requests.get
    return settings["sender"].send("x")


def sent_if_any(settings: Settings):  # -> blocking-async via requests.get
    sender = settings.get("sender")
    return sender.send("x") if sender else None


def asked(settings: More):  # -> blocking-async via requests.Session.get
    return settings["session"].get("http://api.test/").status_code


def length(point: Point, data: Union[Settings, list[Any]]) -> int:
    if isinstance(data, list):
        time.sleep(0)
    return point["x"] + len(data)


def checked(data: Any):  # -> blocking-async via time.sleep
    if isinstance(data, dict):
        time.sleep(0)


@app.get("/shown")
async def show():  # -> native-async
    return shown(built())


@app.get("/sent")
async def send():  # -> blocking-async via requests.get
    return sent(built())


@app.get("/sent-if-any")
async def send_if_any():  # -> blocking-async via requests.get
    return sent_if_any(Settings(sender=Sender()))


@app.get("/asked")
async def ask():  # -> blocking-async via requests.Session.get
    return asked(built())


@app.get("/length")
async def measure():  # -> native-async
    return length(Point(x=1, y=2), Settings(name="a"))


@app.get("/checked")
async def check():  # -> blocking-async via time.sleep
    return checked(Settings(name="a"))
