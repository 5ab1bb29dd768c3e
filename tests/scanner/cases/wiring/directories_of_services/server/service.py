import ledger_tools.texts
from fastapi import FastAPI
from ledger_store.users import names
from ledger_tools import clocks, texts

app = FastAPI()


@app.get("/names")
async def read_names():  # -> native-async (no-io)
    return [texts.upper(name) for name in names()]


@app.get("/first")
async def first():  # -> native-async (no-io)
    return ledger_tools.texts.upper(names()[0])


@app.get("/ticks")
async def ticks():  # -> native-async (no-io)
    return clocks.tick()
