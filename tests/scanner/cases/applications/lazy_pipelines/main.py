from fastapi import FastAPI

from flow import consume
from flow.sources import Pages, fetch_memory, fetch_slow, numbers, slow_numbers

app = FastAPI()


@app.get("/total")
async def a():  # -> native-async
    return consume.total(numbers(3))


@app.get("/total/slow")
async def b():  # -> blocking-async
    return consume.total(slow_numbers(3))


@app.get("/first/slow")
async def c():  # -> blocking-async
    return consume.first(slow_numbers(3))


@app.get("/unpacked/slow")
async def d():  # -> blocking-async
    return consume.unpacked(slow_numbers(3))


@app.get("/spread/slow")
async def e():  # -> blocking-async
    return consume.spread(slow_numbers(3))


@app.get("/grouped/slow")
async def f():  # -> blocking-async
    return consume.grouped(slow_numbers(3))


@app.get("/grouped")
async def g():  # -> native-async
    return consume.grouped(numbers(3))


@app.get("/chained/slow")
async def h():  # -> blocking-async
    return consume.chained(numbers(2), slow_numbers(2))


@app.get("/chained")
async def i():  # -> native-async
    return consume.chained(numbers(2), numbers(3))


@app.get("/reduced/slow")
async def j():  # -> blocking-async
    return consume.reduced(slow_numbers(2))


@app.get("/sent")
async def k():  # -> blocking-async
    return consume.sent()


@app.get("/unsent")
async def m():  # -> native-async
    return consume.unsent()


@app.get("/lazy/slow")
async def n():  # -> native-async
    consume.lazy(slow_numbers(2))


@app.get("/batched/slow")
async def o():  # -> blocking-async
    return consume.batched(slow_numbers(2))


@app.get("/batched")
async def p():  # -> native-async
    return consume.batched(numbers(2))


@app.get("/neighbours/slow")
async def q():  # -> blocking-async
    return consume.neighbours(slow_numbers(2))


@app.get("/flattened/slow")
async def r():  # -> blocking-async
    return consume.flattened(numbers(1), slow_numbers(2))


@app.get("/ranked/slow")
async def s():  # -> blocking-async
    return consume.ranked(slow_numbers(2))


@app.get("/ranked")
async def t():  # -> native-async
    return consume.ranked(numbers(2))


@app.get("/contains/slow")
async def u():  # -> blocking-async
    return consume.contains(slow_numbers(2))


@app.get("/merged/slow")
async def v():  # -> blocking-async
    return consume.merged(slow_numbers(2))


@app.get("/pages")
async def w():  # -> native-async
    return list(Pages(fetch_memory))


@app.get("/pages/slow")
async def x():  # -> blocking-async
    return [n + 1 for n in Pages(fetch_slow)]


@app.get("/def")
def y():  # -> converted-def
    return consume.total(slow_numbers(3))
