from fastapi import FastAPI

from batch.loader import DataLoader, Debouncer, Throttle
from batch.sources import one, one_slow, slow_squares, slow_total, squares, total

app = FastAPI()


@app.get("/load")
async def a():  # -> native-async
    return await DataLoader(squares).load(2)


@app.get("/load/slow")
async def b():  # -> blocking-async
    return await DataLoader(slow_squares).load(2)


@app.get("/each")
async def c():  # -> native-async
    return await Throttle(2).each(one, [1, 2])


@app.get("/each/slow")
async def d():  # -> blocking-async
    return await Throttle(2).each(one_slow, [1, 2])


@app.get("/debounce")
async def e():  # -> native-async
    made = Debouncer(total)
    made.push("a", 1)
    return made.flush()


@app.get("/debounce/slow")
async def f():  # -> blocking-async
    made = Debouncer(slow_total)
    made.push("a", 1)
    return made.flush()


@app.get("/debounce/unflushed")
async def g():  # -> native-async
    made = Debouncer(slow_total)
    made.push("a", 1)
    return len(made.pending)


@app.get("/def")
def h():  # -> converted-def
    made = Debouncer(slow_total)
    made.push("a", 1)
    return made.flush()
