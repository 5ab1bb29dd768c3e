"""Iterators that helpers make and the loop reads, and others of which it reads nothing that waits."""

import time
from collections.abc import Iterator
from heapq import merge
from itertools import chain, cycle, filterfalse, islice, pairwise, starmap, tee

from fastapi import FastAPI

app = FastAPI()


class Item:
    def __init__(self, n: int) -> None:
        self.n = n

    def save(self) -> int:  # -> blocking-async
        time.sleep(0.001)
        return self.n

    def peek(self) -> int:
        return self.n


def fetch(n: int) -> int:  # -> blocking-async
    time.sleep(0.001)
    return n


def pages(n: int) -> Iterator[int]:  # -> blocking-async
    for i in range(n):
        yield fetch(i)


def joined(*sources: Iterator[int]) -> Iterator[int]:
    return chain(*sources)


def saved(items: list[Item]) -> Iterator[int]:
    return map(Item.save, filter(Item.peek, items))


@app.get("/joined")
async def chained():  # -> blocking-async
    return [row for row in joined(pages(1), pages(2))]


@app.get("/numbered")
async def numbered():  # -> blocking-async
    return {n: row for n, row in enumerate(joined(pages(1)))}


@app.get("/in")
async def contained():  # -> blocking-async
    return 3 in saved([Item(1)])


@app.get("/text")
async def as_text():  # -> blocking-async
    return ",".join(map(lambda n: str(fetch(n)), [1, 2]))


@app.get("/unpacked")
async def unpacked():  # -> blocking-async
    first, *rest = saved([Item(1), Item(2)])
    return rest


@app.get("/merged")
async def merged():  # -> blocking-async
    return next(merge(pages(1), pages(1)))


@app.get("/pairs")
async def pairs():  # -> blocking-async
    return [b.save() for a, b in pairwise([Item(1), Item(2)])]


@app.get("/pairs/calm")
async def calm_pairs():  # -> native-async
    return [b.peek() for a, b in pairwise(Item(n) for n in range(2))]


@app.get("/tee")
async def doubled():  # -> blocking-async
    first, second = tee(Item(n) for n in range(2))
    return [item.save() for item in second]


@app.get("/tee/calm")
async def calm_doubled():  # -> native-async
    first, second = tee(Item(n) for n in range(2))
    return [item.peek() for item in first]


@app.get("/calm")
async def calm_filters():  # -> native-async
    names = filterfalse(str.isdigit, chain(["a"], ["1"]))
    return [*islice(cycle(names), 3), *starmap(divmod, [(3, 2)])]


@app.get("/calm/zip")
async def calm_zip():  # -> native-async
    found = dict(zip(["a", "b"], map(Item, [1, 2]), strict=True))
    return found["a"].peek()
