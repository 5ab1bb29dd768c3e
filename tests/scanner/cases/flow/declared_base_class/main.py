import json
import time

from fastapi import FastAPI
from pydantic import BaseModel


class Shape(BaseModel):
    name: str = "a"

    def area(self):
        return 1


class Quick(Shape):
    pass


class Slow(Shape):
    def area(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return 2


class Row:
    """Tables say which model they become; what converts them is declared with the base of all."""

    @property
    def __model__(self) -> type[Shape]:
        raise NotImplementedError

    def to_model(self) -> "Shape":
        model = self.__model__.model_validate({"name": "b"})
        if hasattr(self, "extra"):
            model.name = self.extra
        return model

    def to_loaded(self) -> "Shape":
        return self.__model__(**json.loads("{}"))

    def to_any(self) -> "Shape":
        return load(type(self).__name__)


def load(name):
    return json.loads("[]", object_hook=None) or globals()[name.removesuffix("Row")]()


class QuickRow(Row):
    __model__ = Quick


class SlowRow(Row):
    __model__ = Slow


class Plain:
    def __init__(self, made):
        self.made = made

    def get(self, key="a") -> Shape:
        return self.made.get(key, Quick())


app = FastAPI()


@app.get("/quick")
async def quick():  # -> native-async
    return QuickRow().to_model().area()


@app.get("/slow")
async def slow():  # -> blocking-async via time.sleep
    return SlowRow().to_model().area()


@app.get("/quick-loaded")
async def quick_loaded():  # -> native-async
    return QuickRow().to_loaded().area()


@app.get("/slow-loaded")
async def slow_loaded():  # -> blocking-async via time.sleep
    return SlowRow().to_loaded().area()


@app.get("/lost")
async def lost():  # -> blocking-async via time.sleep
    return SlowRow().to_any().area()


@app.get("/partly")
async def partly():  # -> native-async
    return Plain(json.loads("{}")).get().area()
