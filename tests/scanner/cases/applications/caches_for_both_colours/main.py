from fastapi import Depends, FastAPI

from data.queries import Rates, heavy, light, quick, remote_light, remote_quick, slow

app = FastAPI()
rates = Rates("eur")


def get_rates():
    return rates


@app.get("/light")
async def a():  # -> native-async
    return await light(1)


@app.get("/heavy")
async def b():  # -> blocking-async
    return await heavy(1)


@app.get("/remote-light")
async def c():  # -> native-async
    return await remote_light(1)


@app.get("/slow")
async def d():  # -> blocking-async
    return slow(1)


@app.get("/quick")
async def e():  # -> native-async
    return quick(1)


@app.get("/remote-quick")
async def f():  # -> blocking-async
    return remote_quick(1)


@app.get("/table")
async def g(r: Rates = Depends(get_rates)):  # -> blocking-async
    return r.table("x")


@app.get("/square")
async def h(r: Rates = Depends(get_rates)):  # -> native-async
    return r.square(3)


@app.get("/fetch")
async def i(r: Rates = Depends(get_rates)):  # -> native-async
    return await r.fetch("x")


@app.get("/def")
def j(r: Rates = Depends(get_rates)):  # -> converted-def
    return [r.table("y"), remote_quick(4), slow(2)]
