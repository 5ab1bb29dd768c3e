"""One cache keeps clients and plain data; what a parameter or a name is declared to be tells them apart."""

import hashlib
import time
from collections.abc import Mapping
from typing import Any, Final

import requests
from fastapi import FastAPI

app = FastAPI()


class Handler:
    def __init__(self, base: str) -> None:
        self.base = base

    def get(self, path: str) -> Any:  # -> blocking-async via requests.api.get
        return requests.get(f"{self.base}/{path}").json()


class Cache:
    def __init__(self) -> None:
        self.entries: dict[str, Any] = {}

    def put(self, key: str, value: Any) -> None:
        self.entries[digest(key)] = value

    def find(self, key: str) -> Any:
        return self.entries.get(digest(key))


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


class Proxy:
    """Stands for a session, whatever is asked of it."""

    def __init__(self, opened: requests.Session) -> None:
        self.opened = opened

    def __getattr__(self, name: str) -> Any:  # -> blocking-async
        time.sleep(0.001)
        return getattr(self.opened, name)


cache = Cache()
sessions = Cache()
settings: dict[str, Any] = {}


def configure(name: str) -> None:
    global settings
    cache.put(name, {"name": name})
    settings = cache.find(name)


def handler_for(name: str) -> Any:
    if cache.find(name) is None:
        cache.put(name, Handler(f"http://{name}.test"))
    return cache.find(name)


def claims_for(token: str) -> Any:
    if cache.find(token) is None:
        cache.put(token, {"sub": token})
    return cache.find(token)


async def subject(claims: dict[str, Any]) -> Any:
    return claims.get("sub")


async def subject_of(claims: Mapping[str, Any] | None = None) -> Any:
    return claims.get("sub") if claims is not None else None


async def fetch(handler: Handler) -> Any:  # -> blocking-async via requests.api.get
    return handler.get("sub")


@app.get("/client/{name}")
async def client(name: str):  # -> blocking-async via requests.api.get
    return handler_for(f"client-{name}").get("status")


@app.get("/handed/{name}")
async def handed(name: str):  # -> blocking-async via requests.api.get
    return await fetch(handler_for(f"client-{name}"))


@app.get("/claims/{token}")
async def claims(token: str):  # -> native-async
    return await subject(claims_for(f"token-{token}"))


@app.get("/claims-of/{token}")
async def claims_of(token: str):  # -> native-async
    return await subject_of(claims=claims_for(f"token-{token}"))


@app.get("/name/{token}")
async def name_of(token: str):  # -> native-async
    found: Final[dict[str, Any]] = claims_for(f"token-{token}")
    return found.get("sub")


@app.get("/settings/{name}")
async def show_settings(name: str):  # -> native-async
    configure(f"settings-{name}")
    return settings.get("name")


async def status(session: requests.Session) -> int:  # -> blocking-async via requests.sessions.Session.get
    return session.get("http://sessions.test").status_code


def session_for(name: str) -> Any:
    if sessions.find(name) is None:
        sessions.put(name, Proxy(requests.Session()) if name == "proxy" else requests.Session())
    return sessions.find(name)


@app.get("/session/{name}")
async def session(name: str):  # -> blocking-async via requests.sessions.Session.get
    return await status(session_for(name))
