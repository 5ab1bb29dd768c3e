from fastapi import Depends, FastAPI, Request

import core.bindings
from core.current import Context, current, pop, push
from core.locator import Ref, Registry, Services, services

app = FastAPI()
cache_ref = Ref("cache")


async def context(request: Request):
    made = Context()
    made["cache"] = Registry.get("cache")
    made["memory"] = {"a": 1}
    push(made)
    try:
        yield made
    finally:
        pop()


@app.get("/cache")
async def a():  # -> blocking-async
    return str(Registry.get("cache").get("x"))


@app.get("/memory")
async def b():  # -> native-async
    return Registry.get("memory").get("x")


@app.get("/http")
async def c():  # -> native-async
    return (await services.http.get("/")).status_code


@app.get("/mongo")
async def d():  # -> blocking-async
    return str(services.mongo.users.find_one({}))


@app.get("/ref")
async def e():  # -> blocking-async
    return str(cache_ref().get("x"))


@app.get("/ref/dep")
async def f(cache=Depends(cache_ref)):  # -> blocking-async
    return str(cache.get("x"))


@app.get("/item")
async def g():  # -> native-async
    return Services["memory"].get("x")


@app.get("/lazy")
async def h():  # -> blocking-async
    return str(core.bindings.lazy_mongo.value.users.find_one({}))


@app.get("/lazy/list")
async def i():  # -> native-async
    return len(core.bindings.lazy_list.value)


@app.get("/context", dependencies=[Depends(context)])
async def j():  # -> blocking-async
    return str(current()["cache"].get("x"))


@app.get("/context/memory", dependencies=[Depends(context)])
async def k():  # -> native-async
    return current()["memory"].get("a")


@app.get("/context/user", dependencies=[Depends(context)])
async def m():  # -> native-async
    return current().user


@app.get("/def")
def n():  # -> converted-def
    return str(services.cache.get("x"))
