import functools
import time
from collections.abc import Awaitable, Callable
from typing import Annotated, Protocol

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

app = FastAPI()
engine = create_engine("sqlite://")
make_session = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)


class Repository[Model: Base]:
    model: type[Model]

    def __init__(self, session: Session) -> None:
        self.session = session

    def first(self) -> Model | None:  # -> blocking-async
        return self.session.scalars(select(self.model)).first()


class Users(Repository[User]):
    model = User


class Slow:
    def work(self) -> int:  # -> blocking-async
        time.sleep(0.001)
        return 1


class Fast:
    def work(self) -> int:
        return 1


class Box[T]:
    def __init__(self, item: T) -> None:
        self.item = item

    def open(self) -> T:
        return self.item


SLOW: dict[str, object] = {"one": Box(Slow())}
FAST: dict[str, object] = {"one": Box(Fast())}


def slow_box(name: str) -> Box[Slow]:
    return SLOW["one" + name[:0]]  # type: ignore[return-value]


def fast_box(name: str) -> Box[Fast]:
    return FAST["one" + name[:0]]  # type: ignore[return-value]


def first_of[T](items: list[T]) -> T:
    return items[0]


def logged[**P, R](function: Callable[P, Awaitable[R]]) -> Callable[P, Awaitable[R]]:
    @functools.wraps(function)
    async def inner(*args: P.args, **kwargs: P.kwargs) -> R:  # -> blocking-async
        return await function(*args, **kwargs)

    return inner


class Handler[T](Protocol):
    def handle(self, item: T) -> int: ...


class Sleeper:
    def handle(self, item: int) -> int:  # -> blocking-async
        time.sleep(0.001)
        return item


class Adder[T]:
    def handle(self, item: T) -> int:
        return 1


sleeper, adder = Sleeper(), Adder[int]()


def get_handler() -> Handler[int]:
    return sleeper


def get_adder() -> Adder[int]:
    return adder


@app.get("/repository")
async def repository() -> bool:  # -> blocking-async
    with make_session() as session:
        return Users(session).first() is None


@app.get("/box/slow")
async def slow() -> int:  # -> blocking-async
    return Box(Slow()).open().work()


@app.get("/box/fast")
async def fast() -> int:  # -> native-async
    return Box(Fast()).open().work()


@app.get("/stored/slow")
async def stored_slow(name: str) -> int:  # -> blocking-async
    return slow_box(name).open().work()


@app.get("/stored/fast")
async def stored_fast(name: str) -> int:  # -> native-async
    return fast_box(name).open().work()


@app.get("/first/slow")
async def first_slow() -> int:  # -> blocking-async
    return first_of([Slow()]).work()


@app.get("/first/fast")
async def first_fast() -> int:  # -> native-async
    return first_of([Fast()]).work()


@app.get("/protocol")
async def protocol(handler: Annotated[Handler[int], Depends(get_handler)]) -> int:  # -> blocking-async
    return handler.handle(1)


@app.get("/adder")
async def adding(handler: Annotated[Adder[int], Depends(get_adder)]) -> int:  # -> native-async
    return handler.handle(1)


@app.get("/logged/slow")
@logged
async def logged_slow() -> None:  # -> blocking-async
    time.sleep(0.001)


@app.get("/logged/fast")
@logged
async def logged_fast() -> int:  # -> native-async
    return 1
