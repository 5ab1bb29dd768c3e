"""A metaclass keeps one object for each class and what it is given, under tuples of both."""

from fastapi import FastAPI

import stores

app = FastAPI()


@app.get("/agents")
async def agents():  # -> native-async (no-io)
    return stores.Agents().refresh()


@app.get("/boards")
async def boards():  # -> native-async (no-io)
    return stores.Boards(size=2).refresh()


@app.get("/cables")
def cables():  # -> converted-def
    return stores.Cables("long").refresh()


@app.get("/drafts")
def drafts():  # -> converted-def
    return stores.Drafts("old").refresh()


@app.get("/feeds")
async def feeds():  # -> native-async (no-io)
    return stores.Feeds("a", size=3).refresh()


@app.get("/games")
async def games():  # -> native-async (no-io)
    return stores.Games().refresh()


@app.get("/hints")
async def hints():  # -> native-async (no-io)
    return stores.Hints().refresh()


@app.get("/items")
async def items():  # -> native-async (no-io)
    return stores.Items().refresh()


@app.get("/jokes")
async def jokes():  # -> native-async (no-io)
    return stores.Jokes().refresh()


@app.get("/knobs")
def knobs():  # -> converted-def
    return stores.Knobs().refresh()


@app.get("/lamps")
async def lamps():  # -> native-async (no-io)
    return stores.Lamps(size=4).refresh()


@app.get("/all")
async def every():  # -> native-async (no-io)
    made = (stores.Agents(), stores.Games(), stores.Items(), stores.Jokes())
    return [one.refresh() for one in made]


@app.get("/counted/{number}")
async def counted(number: int):  # -> native-async (no-io)
    return stores.counted(number)
