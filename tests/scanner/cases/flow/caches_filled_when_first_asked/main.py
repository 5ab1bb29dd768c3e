"""What a request puts under a known key was not there for the first one; what a module has put there was."""

import time

from fastapi import FastAPI

app = FastAPI()


class Client:
    def ask(self) -> int:
        return 1


def connect(name: str) -> Client:  # -> blocking-async
    time.sleep(0.001)
    return Client()


def make(name: str) -> Client:
    return Client()


class Registry:
    _made: dict[str, Client] = {}

    @classmethod
    def get(cls, name: str) -> Client:  # -> blocking-async
        client = cls._made.get(name)
        if client is None:
            client = cls._made[name] = connect(name)
        return client


class Service:
    def __init__(self) -> None:
        self.clients = {}

    def client(self, name: str) -> Client:  # -> blocking-async
        found = self.clients.get(name)
        if found is None:
            found = connect(name)
            self.clients[name] = found
        return found


service = Service()
plain, updated, popped, lasting = {}, {}, {}, {}
ready = {"users": make("users")}
placed = {}
placed["users"] = make("users")


def of_a_module(name: str) -> Client:  # -> blocking-async
    client = plain.get(name)
    if client is None:
        client = connect(name)
        plain[name] = client
    return client


def by_update(name: str) -> Client:  # -> blocking-async
    client = updated.get(name)
    if not client:
        client = connect(name)
        updated.update({name: client})
    return client


def taken(name: str) -> Client:  # -> blocking-async
    client = popped.pop(name, None)
    if client is None:
        client = connect(name)
    popped[name] = client
    return client


def of_a_table(name: str) -> Client:
    client = ready.get(name)
    if client is None:
        client = connect(name)
    return client


def of_a_filled_table(name: str) -> Client:
    client = placed.get(name)
    if client is None:
        client = connect(name)
    return client


def own() -> Client:
    mine = {}
    mine["a"] = make("a")
    client = mine.get("a")
    if client is None:
        client = connect("a")
    return client


def made_quickly(name: str) -> Client:
    client = lasting.get(name)
    if client is None:
        client = lasting[name] = make(name)
    return client


@app.get("/registry")
async def registry() -> int:  # -> blocking-async
    return Registry.get("users").ask()


@app.get("/service")
async def serve() -> int:  # -> blocking-async
    return service.client("users").ask()


@app.get("/module")
async def module() -> int:  # -> blocking-async
    return of_a_module("users").ask()


@app.get("/update")
async def update() -> int:  # -> blocking-async
    return by_update("users").ask()


@app.get("/taken")
async def take() -> int:  # -> blocking-async
    return taken("users").ask()


@app.get("/table")
async def table() -> int:  # -> native-async
    return of_a_table("users").ask()


@app.get("/filled-table")
async def filled_table() -> int:  # -> native-async
    return of_a_filled_table("users").ask()


@app.get("/own")
async def own_dict() -> int:  # -> native-async
    return own().ask()


@app.get("/quick")
async def quick() -> int:  # -> native-async
    return made_quickly("users").ask()
