import time
from typing import Annotated, Any

from fastapi import FastAPI
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, field_validator, validate_call

app = FastAPI()


def look_up(value: Any) -> Any:  # -> blocking-async
    time.sleep(0.001)
    return value


def trim(value: Any) -> Any:
    return value


Known = Annotated[int, BeforeValidator(look_up)]
Trimmed = Annotated[int, AfterValidator(trim)]


class Order(BaseModel):
    size: int

    @field_validator("size")
    @classmethod
    def in_stock(cls, value: int) -> int:  # -> blocking-async
        time.sleep(0.001)
        return value


class Draft(BaseModel):
    size: int


@validate_call
def double(value: Known) -> int:
    return value * 2


@validate_call
def halve(value: Trimmed) -> int:
    return value // 2


@validate_call(validate_return=True)
def stored(value: int) -> Known:
    return value


@validate_call(config=ConfigDict(strict=False))
def unseen(value: int) -> Known:
    return value


@validate_call
def preset(value: Known = 3) -> int:
    return value


@validate_call
async def later(value: Known) -> int:
    return value


@validate_call
def place(order: Order) -> int:
    return order.size


@validate_call
def sketch(draft: Draft) -> int:
    return draft.size


@validate_call
def place_all(orders: list[Order], note: str = "") -> int:
    return len(orders)


def plain(value: Known) -> int:
    return value


class Desk:
    @validate_call
    def take(self, *, value: Known) -> int:
        return value

    @validate_call
    def give(self, value: Trimmed) -> int:
        return value


@app.get("/double")
async def doubled() -> int:  # -> blocking-async
    return double(2)


@app.get("/halve")
async def halved() -> int:  # -> native-async
    return halve(2)


@app.get("/stored")
async def store() -> int:  # -> blocking-async
    return stored(2)


@app.get("/unseen")
async def see() -> int:  # -> native-async
    return unseen(2)


@app.get("/preset")
async def set_before() -> int:  # -> native-async
    return preset()


@app.get("/set")
async def set_now() -> int:  # -> blocking-async
    return preset(value=4)


@app.get("/later")
async def wait() -> int:  # -> blocking-async
    return await later(2)


@app.get("/place")
async def placed() -> int:  # -> blocking-async
    return place({"size": 2})


@app.get("/place-made")
async def placed_made() -> int:  # -> native-async
    return sketch(Draft(size=2))


@app.get("/sketch")
async def sketched() -> int:  # -> native-async
    return sketch({"size": 2})


@app.get("/place-all")
async def placed_all() -> int:  # -> blocking-async
    return place_all([{"size": 1}, {"size": 2}])


@app.get("/plain")
async def plainly() -> int:  # -> native-async
    return plain(2)


@app.get("/take")
async def taken() -> int:  # -> blocking-async
    return Desk().take(value=2)


@app.get("/give")
async def given() -> int:  # -> native-async
    return Desk().give(2)


@app.get("/in-a-thread")
def threaded() -> int:  # -> converted-def
    return double(2)
