from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict, computed_field

from shop.db import expire, keep, transaction
from shop.models import NAMES, NO_NOTE, WITH_TAGS, Item

app = FastAPI()


class TagOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    name: str


class ItemOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    name: str


class ItemTags(ItemOut):
    tags: list[TagOut]


def loaded(*options):
    def load(session=Depends(keep)):  # -> converted-def
        return Item.first(session, *options)

    return Depends(load)


def committed(session=Depends(expire)):  # -> converted-def
    item = Item.first(session)
    item.name = "y"
    session.commit()
    return item


def kept(session=Depends(keep)):  # -> converted-def
    item = Item.first(session)
    item.name = "y"
    session.commit()
    return item


@app.get("/name")
async def a(item=loaded()):  # -> native-async
    return item.name


@app.get("/tags")
async def b(item=loaded()):  # -> blocking-async
    return [t.name for t in item.tags]


@app.get("/tags/eager")
async def c(item=loaded(WITH_TAGS)):  # -> native-async
    return [t.name for t in item.tags]


@app.get("/note")
async def d(item=loaded(NAMES)):  # -> blocking-async
    return item.note


@app.get("/note/deferred")
async def e(item=loaded(NO_NOTE)):  # -> blocking-async
    return item.note


@app.get("/name/only")
async def f(item=loaded(NAMES)):  # -> native-async
    return item.name


@app.get("/tagged")
async def h(item=loaded(WITH_TAGS)):  # -> native-async
    return item.tagged


@app.get("/committed")
async def i(item=Depends(committed)):  # -> blocking-async
    return item.name


@app.get("/kept")
async def j(item=Depends(kept)):  # -> native-async
    return item.name


@app.get("/repr")
async def k(item=Depends(kept)):  # -> native-async
    return f"{item!r}"


@app.get("/repr/committed")
async def m(item=Depends(committed)):  # -> blocking-async
    return str(item)


@app.get("/out", response_model=ItemOut)
async def n(item=loaded()):  # -> native-async
    return item


@app.get("/out/tags", response_model=ItemTags)
async def o(item=loaded()):  # -> blocking-async
    return item


@app.get("/out/tags/eager", response_model=list[ItemTags])
async def p(item=loaded(WITH_TAGS)):  # -> native-async
    return [item]


@app.get("/out/optional", response_model=ItemTags | None)
def q(item=loaded()):  # -> converted-def
    return item


@app.get("/transaction")
async def r():  # -> blocking-async
    with transaction() as session:
        return Item.first(session).name
