import time

from fastapi import APIRouter, FastAPI
from registry import guarded

things = APIRouter(prefix="/things")
places = APIRouter(prefix="/places")


@guarded(things.get, "/all")
async def all_things():  # -> blocking-async via time.sleep
    time.sleep(0.01)


@guarded(things.get, "/one/{key}")
async def one_thing(key: int):  # -> native-async
    return key


@guarded(things.post, "/new", status_code=201)
def new_thing():  # -> converted-def
    time.sleep(0.01)


@things.put("/set")
async def set_thing():  # -> blocking-async via time.sleep
    time.sleep(0.01)


@guarded(places.get, "/all")
async def all_places():  # -> blocking-async via time.sleep
    time.sleep(0.01)


@guarded(places.get, "/one/{key}")
async def one_place(key: int):  # -> native-async
    return key


@guarded(places.post, "/new", status_code=201)
def new_place():  # -> converted-def
    time.sleep(0.01)


@places.put("/set")
async def set_place():  # -> blocking-async via time.sleep
    time.sleep(0.01)


app = FastAPI()
app.include_router(things)
app.include_router(places)
