"""Nobody can follow the look-up, but the functions around it say what they give."""

from fastapi import Depends, FastAPI
from services import (
    Mailer,
    annotated,
    get_store,
    get_store_later,
    lend_store,
    open_store,
    resolve,
)

app = FastAPI()


@app.get("/now")
async def now():  # -> blocking-async (helper) via time.sleep
    return get_store().load()


@app.get("/later")
async def later():  # -> blocking-async (helper) via time.sleep
    store = await get_store_later()
    return store.load() if store else ""


@app.get("/opened")
async def opened(store=Depends(open_store)):  # -> blocking-async (helper) via time.sleep
    return store.load()


@app.get("/lent")
async def lent(store=Depends(lend_store)):  # -> blocking-async (helper) via time.sleep
    return store.load()


@app.get("/resolved")
async def resolved():  # -> blocking-async (helper) via time.sleep
    return resolve(Mailer).send()


@app.get("/annotated")
async def annotated_name():  # -> blocking-async (helper) via time.sleep
    return annotated()
