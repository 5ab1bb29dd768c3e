import time
from typing import Annotated, Any, Literal

from fastapi import FastAPI
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    PlainSerializer,
    Tag,
    TypeAdapter,
    WrapValidator,
    model_serializer,
    validate_call,
)

app = FastAPI()


def known(value: int) -> int:  # -> blocking-async
    time.sleep(0.001)
    return value


def clean(value: Any) -> Any:
    return value


def wrap(value: Any, handler: Any) -> Any:  # -> blocking-async
    time.sleep(0.001)
    return handler(value)


Known = Annotated[int, AfterValidator(known)]
Clean = Annotated[str, BeforeValidator(clean)]


class Order(BaseModel):
    id: Known


class Quiet(BaseModel):
    name: Clean


class Wrapped(BaseModel):
    size: Annotated[int, WrapValidator(wrap)]


class Outer(BaseModel):
    orders: list[Order]


class Shown(BaseModel):
    at: Annotated[int, PlainSerializer(known, return_type=int)]


class Cat(BaseModel):
    kind: Literal["cat"] = "cat"


class Dog(BaseModel):
    kind: Literal["dog"] = "dog"


def kind_of(value: Any) -> str:  # -> blocking-async
    time.sleep(0.001)
    return value["kind"] if isinstance(value, dict) else value.kind


class Zoo(BaseModel):
    pet: Annotated[Annotated[Cat, Tag("cat")] | Annotated[Dog, Tag("dog")], Discriminator(kind_of)]


class Initialised(BaseModel):
    n: int = 0

    def model_post_init(self, context: Any) -> None:  # -> blocking-async
        time.sleep(0.001)


class Whole(BaseModel):
    n: int

    @model_serializer(mode="wrap")
    def shown(self, handler: Any) -> Any:  # -> blocking-async
        time.sleep(0.001)
        return handler(self)


class Assigned(BaseModel):
    model_config = ConfigDict(validate_assignment=True)
    n: Known = 0


@validate_call
def ordered(order: Order) -> int:
    return 1


orders = TypeAdapter(list[Order])


@app.get("/order")
async def order():  # -> blocking-async
    return Order(id=1).id


@app.get("/quiet")
async def quiet():  # -> native-async
    return Quiet(name="x").name


@app.get("/constructed")
async def constructed():  # -> native-async
    return Order.model_construct(id=1).id


@app.get("/wrapped")
async def wrapped():  # -> blocking-async
    return Wrapped(size=1).size


@app.get("/outer")
async def outer():  # -> blocking-async
    return len(Outer.model_validate({"orders": [{"id": 1}]}).orders)


@app.get("/shown")
async def shown() -> Shown:  # -> blocking-async
    return Shown(at=1)


@app.get("/made")
async def made():  # -> native-async
    return Shown(at=1).at


@app.get("/zoo")
async def zoo():  # -> blocking-async
    return Zoo(pet=Cat()).pet.kind


@app.get("/init")
async def init():  # -> blocking-async
    return Initialised().n


@app.get("/whole")
async def whole():  # -> blocking-async
    return Whole(n=1).model_dump_json()


@app.get("/not-assigned")
async def not_assigned():  # -> native-async
    return Assigned().n


@app.get("/call")
async def call():  # -> native-async
    return ordered(Order.model_construct(id=1))


@app.get("/adapter")
async def adapter():  # -> blocking-async
    return len(orders.validate_python([{"id": 1}]))


@app.post("/body")
async def body(order: Order):  # -> blocking-async
    return order.id


@app.post("/def-body")
def def_body(order: Quiet):  # -> converted-def
    return order.name


@app.get("/query")
async def query(n: Annotated[int, AfterValidator(known)]):  # -> blocking-async
    return n
