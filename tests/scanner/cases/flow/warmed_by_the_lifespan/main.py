"""What is made at its first use has been used by the lifespan before any request comes."""

import time
from contextlib import asynccontextmanager
from functools import cached_property, lru_cache

import catalogue
from fastapi import Depends, FastAPI


class Model:
    def __init__(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)

    def predict(self, text):
        return len(text)


class Store:
    def __init__(self):
        self._client = None

    def client(self):  # -> blocking-async via time.sleep
        if not self._client:
            self._client = Model()
        return self._client

    @cached_property
    def words(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return ["a"]


class Engine:
    _made = None

    @classmethod
    async def get(cls):  # -> blocking-async via time.sleep
        if cls._made is None:
            time.sleep(0.001)
            cls._made = cls()
        return cls._made


@lru_cache
def get_model():  # -> blocking-async via time.sleep
    return Model()


@lru_cache(maxsize=None)
def table(name):  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return {"name": name}


store = Store()


async def warm_up():  # -> blocking-async via time.sleep
    get_model()
    table("users")
    await Engine.get()


@asynccontextmanager
async def lifespan(app):  # -> blocking-async via time.sleep
    catalogue.prices()
    catalogue.rates()
    catalogue.prepare()
    try:
        store.client().predict("a")
    except ValueError:
        pass
    print(store.words)
    await warm_up()
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/prices")
async def read_prices():  # -> native-async
    return catalogue.prices()


@app.get("/rates")
async def read_rates():  # -> native-async
    return catalogue.rates()


@app.get("/prepared")
async def prepared():  # -> native-async
    catalogue.prepare()


@app.get("/client")
async def client():  # -> native-async
    return store.client().predict("b")


@app.get("/words")
async def words():  # -> native-async
    return store.words


@app.get("/engine")
async def engine():  # -> native-async
    await Engine.get()


@app.get("/model")
async def model(model: Model = Depends(get_model)):  # -> native-async
    return model.predict("c")


@app.get("/table")
async def users():  # -> native-async
    return table("users")


@app.get("/other-table")
async def orders():  # -> blocking-async via time.sleep
    return table("orders")
