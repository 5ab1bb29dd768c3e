import asyncio

from fastapi import Depends, FastAPI, Header, Request
from fastapi.concurrency import run_in_threadpool

from saas.engines import router
from saas.work import Report, count, local_rows, remote_rows, total_async, totals

app = FastAPI()


def tenant(request: Request):
    return request.headers.get("x-tenant", "a")


def session(name: str = Depends(tenant)):
    with router.session(name) as s:
        yield s


async def session_async_dep(name: str = Depends(tenant)):
    s = router.session(name)
    try:
        yield s
    finally:
        s.close()


@app.get("/count")
async def a(s=Depends(session)):  # -> blocking-async
    return count(s)


@app.get("/count/def")
def b(s=Depends(session_async_dep)):  # -> converted-def
    return count(s)


@app.get("/totals")
async def c():  # -> blocking-async
    return totals("a", "b")


@app.get("/totals/off")
async def d():  # -> native-async
    return await run_in_threadpool(totals, "a", "b")


@app.get("/async")
async def e(name: str = Depends(tenant)):  # -> native-async
    return await total_async(name)


@app.get("/async/many")
async def f():  # -> native-async
    return await asyncio.gather(*map(total_async, ("a", "b")))


@app.get("/names")
async def g():  # -> native-async
    return router.names()


@app.get("/report")
async def h():  # -> native-async
    return Report(local_rows).csv()


@app.get("/report/remote")
async def i():  # -> blocking-async
    return Report(remote_rows).csv()


@app.get("/report/header")
async def j():  # -> native-async
    return Report(remote_rows).header()


@app.get("/untouched")
async def k(s=Depends(session)):  # -> native-async
    return s is not None
