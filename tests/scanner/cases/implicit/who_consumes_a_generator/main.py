import itertools
import time

from fastapi import FastAPI

app = FastAPI()


def slow(n: int) -> int:  # -> blocking-async
    time.sleep(0.001)
    return n


def numbers():  # -> blocking-async
    for n in range(3):
        yield slow(n)


@app.get("/any")
async def some():  # -> blocking-async
    return any(slow(n) for n in [1, 2])


@app.get("/dict")
async def as_dict():  # -> blocking-async
    return dict((str(n), slow(n)) for n in [1])


@app.get("/made")
async def made():  # -> native-async
    unused = (slow(n) for n in [1])
    return type(unused).__name__


@app.get("/map")
async def mapped():  # -> native-async
    unused = map(slow, [1])
    return type(unused).__name__


@app.get("/star")
async def starred():  # -> blocking-async
    return max(*numbers())


@app.get("/unpack")
async def unpacked():  # -> blocking-async
    a, *rest = numbers()
    return a


@app.get("/chain")
async def chained():  # -> blocking-async
    return list(itertools.chain(numbers(), [1]))


@app.get("/islice")
async def sliced():  # -> blocking-async
    return next(itertools.islice(numbers(), 1, 2))


@app.get("/zip")
async def zipped():  # -> blocking-async
    return list(zip(numbers(), "ab"))


@app.get("/in")
async def contained():  # -> blocking-async
    return 2 in numbers()


@app.get("/extend")
async def extended():  # -> blocking-async
    found: list[int] = []
    found.extend(numbers())
    found += numbers()
    return found


@app.get("/join")
async def joined():  # -> blocking-async
    return ",".join(str(n) for n in numbers())


@app.get("/set")
async def as_set():  # -> blocking-async
    return len({*numbers()})


@app.get("/returned")
async def returned():  # -> blocking-async
    return numbers()


@app.get("/update")
async def updated():  # -> blocking-async
    found: set[int] = set()
    found.update(map(slow, [1, 2]))
    return len(found)


@app.get("/groupby")
async def grouped():  # -> blocking-async
    return [k for k, _ in itertools.groupby([1, 2], key=slow)]


@app.get("/accumulate")
async def accumulated():  # -> blocking-async
    return list(itertools.accumulate([1, 2], lambda a, b: slow(b)))


@app.get("/filter-none")
async def filtered():  # -> blocking-async
    return next(filter(slow, [1, 2]))


@app.get("/iter")
async def sentinel():  # -> blocking-async
    return list(iter(lambda: slow(1), 1))


@app.get("/enumerate")
async def enumerated():  # -> blocking-async
    for i, n in enumerate(numbers()):
        return n
