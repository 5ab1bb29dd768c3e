import functools
import time

from fastapi import FastAPI

app = FastAPI()
seen = []


class Store:
    name = "store"


class Archive(Store):
    name = "archive"


def traced(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):  # -> any
        seen.append(function.__name__)
        return await function(*args, **kwargs)

    return wrapper


def embed(text):  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return [len(text)]


@traced
async def search(store, *, text=None, before=None, after=None, limit=10, exact=True, embedded=False):  # -> blocking-async
    return embed(text) if embedded else [store.name, text, before, after, limit, exact]


def wait(seconds):  # -> blocking-async via time.sleep
    time.sleep(seconds)


@traced
async def pause(store, *, text=None, before=None, after=None, limit=10, instant=False):  # -> blocking-async
    if not instant:
        wait(0.01)
    return [store.name, text, before, after, limit]


@app.get("/searches")
async def searches():  # -> blocking-async (helper)
    found = [await search(Store()), await search(Store(), text="a"), await search(Archive(), before="a")]
    found += [await search(Archive(), after=1), await search(Store(), limit=3, exact=False)]
    found += [await search(Archive(), text="b", before=2), await search(Store(), text="c", after=None)]
    return [*found, await search(Archive(), text="d", limit=5, embedded=True)]


@app.get("/pauses")
async def pauses():  # -> blocking-async (helper)
    done = [await pause(Store(), instant=True), await pause(Store(), text="a", instant=True)]
    done += [await pause(Archive(), before="a", instant=True), await pause(Archive(), after=1, instant=True)]
    done += [await pause(Store(), limit=3, instant=True), await pause(Store(), text="c", after=2, instant=True)]
    return [*done, await pause(Archive(), text="d")]


@traced
async def quick(store, *, text=None, before=None, after=None, limit=10, slow=False):
    if slow:
        wait(0.01)
    return [store.name, text, before, after, limit]


@app.get("/quick")
async def quickly():  # -> native-async (no-io)
    return [await quick(Store(), text="a", slow=False), await quick(Archive(), limit=2)]
