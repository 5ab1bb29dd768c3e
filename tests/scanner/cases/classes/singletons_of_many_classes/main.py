"""A metaclass keeps one object of each class: what one of them does is not what the others do."""

from fastapi import FastAPI

import stores

app = FastAPI()


@app.get("/agents")
async def agents():  # -> native-async (no-io)
    return stores.Agents().refresh()


@app.get("/alarms")
async def alarms():  # -> native-async (no-io)
    return stores.Alarms().refresh()


@app.get("/boards")
async def boards():  # -> native-async (no-io)
    return stores.Boards().refresh()


@app.get("/budgets")
async def budgets():  # -> native-async (no-io)
    return stores.Budgets().refresh()


@app.get("/cables")
async def cables():  # -> native-async (no-io)
    return stores.Cables().refresh()


@app.get("/carts")
async def carts():  # -> native-async (no-io)
    return stores.Carts().refresh()


@app.get("/drafts")
async def drafts():  # -> native-async (no-io)
    return stores.Drafts().refresh()


@app.get("/drills")
async def drills():  # -> native-async (no-io)
    return stores.Drills().refresh()


@app.get("/feeds")
async def feeds():  # -> native-async (no-io)
    return stores.Feeds().refresh()


@app.get("/forms")
async def forms():  # -> native-async (no-io)
    return stores.Forms().refresh()


@app.get("/games")
async def games():  # -> native-async (no-io)
    return stores.Games().refresh()


@app.get("/gates")
async def gates():  # -> native-async (no-io)
    return stores.Gates().refresh()


@app.get("/hints")
async def hints():  # -> native-async (no-io)
    return stores.Hints().refresh()


@app.get("/hooks")
async def hooks():  # -> native-async (no-io)
    return stores.Hooks().refresh()


@app.get("/items")
async def items():  # -> native-async (no-io)
    return stores.Items().refresh()


@app.get("/archive")
def archive():  # -> converted-def
    return stores.Archive().refresh()


@app.get("/jokes")
async def jokes():  # -> native-async (no-io)
    return stores.Jokes().refresh()


@app.get("/kinds")
async def kinds():  # -> native-async (no-io)
    return stores.Kinds().refresh()


@app.get("/knobs")
async def knobs():  # -> native-async (no-io)
    return stores.Knobs().refresh()


@app.get("/lamps")
async def lamps():  # -> native-async (no-io)
    return stores.Lamps().refresh()


@app.get("/lists")
async def lists():  # -> native-async (no-io)
    return stores.Lists().refresh()


@app.get("/maps")
async def maps():  # -> native-async (no-io)
    return stores.Maps().refresh()


@app.get("/marks")
async def marks():  # -> native-async (no-io)
    return stores.Marks().refresh()


@app.get("/masks")
async def masks():  # -> native-async (no-io)
    return stores.Masks().refresh()


@app.get("/meals")
async def meals():  # -> native-async (no-io)
    return stores.Meals().refresh()
