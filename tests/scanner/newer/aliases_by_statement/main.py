import time
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated

from fastapi import Depends, FastAPI, Query
from pydantic import AfterValidator, BaseModel
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
engine = create_engine("sqlite://")
make_session = sessionmaker(engine)

type Tree = dict[str, Tree | Leaf]
type Slept = Annotated[str, AfterValidator(sleep_on)]
type Read = Annotated[str, AfterValidator(str.strip)]
type Pair[T] = tuple[T, T]
type Registry[K, V] = dict[K, V]
type Database = Annotated[Session, Depends(get_session)]


class Leaf(BaseModel):
    name: str


def sleep_on(value: str) -> str:  # -> blocking-async
    time.sleep(0.001)
    return value


def get_session() -> Iterator[Session]:
    with make_session() as session:
        yield session


class Slow:
    def work(self) -> int:  # -> blocking-async
        time.sleep(0.001)
        return 1


class Fast:
    def work(self) -> int:
        return 1


PAIRS: dict[str, object] = {"s": (Slow(), Slow()), "f": (Fast(), Fast())}
REGISTRIES: dict[str, object] = {"r": {"one": Slow()}}


def slow_pair(name: str) -> Pair[Slow]:
    return PAIRS[name[:1]]  # type: ignore[return-value]


def fast_pair(name: str) -> Pair[Fast]:
    return PAIRS["f" + name[:0]]  # type: ignore[return-value]


def registry(name: str) -> Registry[str, Slow]:
    return REGISTRIES["r" + name[:0]]  # type: ignore[return-value]


@app.get("/database")
async def database(session: Database) -> int:  # -> blocking-async
    return int(session.execute(text("select 1")).scalar_one())


@app.get("/database/thread")
def in_thread(session: Database) -> int:  # -> converted-def
    return int(session.execute(text("select 1")).scalar_one())


@app.get("/database/unused")
async def unused(session: Database) -> int:  # -> native-async
    return 1


@app.get("/validated")
async def validated(word: Annotated[Slept, Query()]) -> str:  # -> blocking-async
    return word


@app.get("/validated/each")
async def validated_each(words: Annotated[Sequence[Slept], Query()]) -> str:  # -> blocking-async
    return words[0]


@app.get("/validated/default")
async def type_only(word: Slept = Query()) -> str:  # -> native-async
    return word


@app.get("/stripped")
async def stripped(word: Annotated[Read, Query()]) -> str:  # -> native-async
    return word


@app.get("/pair/slow")
async def pair(name: str = "s") -> int:  # -> blocking-async
    one, _ = slow_pair(name)
    return one.work()


@app.get("/pair/fast")
async def pair_fast(name: str) -> int:  # -> native-async
    one, _ = fast_pair(name)
    return one.work()


@app.get("/registry")
async def registered(name: str) -> int:  # -> blocking-async
    return registry(name)["one"].work()


@app.post("/tree")
async def tree(body: Tree) -> int:  # -> native-async
    return len(body)


def local(wait: bool) -> int:  # -> blocking-async
    type Waiter = Callable[[float], None]
    waiter: Waiter = time.sleep
    waiter(0.001 if wait else 0.0)
    return 1


@app.get("/local")
async def locally() -> int:  # -> blocking-async
    return local(True)
