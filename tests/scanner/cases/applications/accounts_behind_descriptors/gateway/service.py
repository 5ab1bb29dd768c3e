from __future__ import annotations

from functools import singledispatch, singledispatchmethod
from typing import Any

import requests

from gateway.descriptors import Account, Remote, Silent, bound_retry


class Service:
    def __init__(self, account: Account):
        self.account = account
        self.calls: list[str] = []

    @bound_retry
    def status(self):  # -> blocking-async
        return self.account.remote.status()

    @bound_retry
    def name(self):
        return self.account.remote.url()

    @singledispatchmethod
    def handle(self, event: Any) -> Any:
        return None

    @handle.register
    def _(self, event: str) -> Any:  # -> blocking-async
        return self.account.remote.status()

    @handle.register(int)
    @handle.register(float)
    def _number(self, event):
        return event + 1

    def __getattr__(self, name: str):
        if name.startswith("get_"):
            return lambda: requests.get(f"http://up.test/{name}").status_code
        if name.startswith("fmt_"):
            return lambda: name.removeprefix("fmt_")
        raise AttributeError(name)


def route(message: dict | list | tuple | str | Account):  # -> blocking-async
    match message:
        case {"kind": "remote", "account": Account() as account}:
            return account.remote.status()
        case {"kind": "silent", "account": Account(silent=Silent() as remote)}:
            return remote.status()
        case {"kind": "local", **rest}:
            return len(rest)
        case [Remote() as first, *_]:
            return first.url()
        case (str() as a, str() as b) if a < b:
            return a + b
        case "ping" | "pong" as word:
            return word
        case _:
            return None
