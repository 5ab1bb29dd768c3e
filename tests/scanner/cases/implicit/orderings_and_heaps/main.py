import bisect
import functools
import heapq
import operator
import time

from fastapi import FastAPI

app = FastAPI()


@functools.total_ordering
class Job:
    def __init__(self, n: int) -> None:
        self.n = n

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Job) and other.n == self.n

    def __lt__(self, other: "Job") -> bool:  # -> blocking-async
        time.sleep(0.001)
        return self.n < other.n

    @property
    def weight(self) -> int:  # -> blocking-async
        time.sleep(0.001)
        return self.n

    @property
    def label(self) -> str:
        return str(self.n)


def compare(a: Job, b: Job) -> int:  # -> blocking-async
    time.sleep(0.001)
    return a.n - b.n


def jobs() -> list[Job]:
    return [Job(2), Job(1)]


@app.get("/sorted")
async def by_order():  # -> blocking-async
    return [j.n for j in sorted(jobs())]


@app.get("/max")
async def largest():  # -> blocking-async
    return max(jobs()).n


@app.get("/ge")
async def at_least():  # -> blocking-async
    a, b = jobs()
    return a >= b


@app.get("/heap")
async def heap():  # -> blocking-async
    items: list[Job] = [Job(3)]
    heapq.heappush(items, Job(1))
    return items[0].n


@app.get("/attrgetter")
async def by_weight():  # -> blocking-async
    return [j.n for j in sorted(jobs(), key=operator.attrgetter("weight"))]


@app.get("/label")
async def by_label():  # -> native-async
    return [j.n for j in sorted(jobs(), key=operator.attrgetter("label"))]


@app.get("/cmp")
async def by_comparison():  # -> blocking-async
    return [j.n for j in sorted(jobs(), key=functools.cmp_to_key(compare))]


@app.get("/bisect")
async def bisected():  # -> blocking-async
    return bisect.bisect_left(jobs(), Job(1))


@app.get("/bisect-key")
async def bisected_key():  # -> blocking-async
    return bisect.bisect_left(jobs(), 1, key=lambda j: j.weight)


@app.get("/sort")
async def in_place():  # -> native-async
    found = jobs()
    found.sort(key=lambda j: j.label)
    return len(found)


@app.get("/equal")
async def equal():  # -> native-async
    a, b = jobs()
    return a == b
