"""Annotated names whose value is known on one way only: what is declared covers the rest."""

from fastapi import FastAPI

app = FastAPI()


class Store:
    def load(self):
        return 1


HELD = {"store": Store()}


def pick(known):
    return Store() if known else eval("HELD['store']", {"HELD": HELD})


@app.get("/first")
async def first(known: bool = True):  # -> native-async
    store: Store = pick(known)
    return store.load()


@app.get("/second")
async def second(known: bool = False):  # -> native-async
    store: "Store" = pick(known)
    return store.load()
