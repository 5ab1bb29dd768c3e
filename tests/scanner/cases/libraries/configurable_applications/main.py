import time

from depot import Depot, Mail
from fastapi import Depends, FastAPI, Request

depot = Depot()
depot.initialize()
app = FastAPI()


@app.middleware("http")
async def hand_over(request: Request, call_next):  # -> none
    request.state.depot = depot
    return await call_next(request)


async def get_depot(request: Request):
    return request.state.depot


@app.get("/default")
async def default(depot=Depends(get_depot)):  # -> blocking-async (helper) via time.sleep
    return depot.store.read()


@app.get("/given")
async def given(depot=Depends(get_depot)):  # -> blocking-async (helper) via time.sleep
    return depot.store.clock.wait()


@app.get("/asked")
async def asked(depot=Depends(get_depot)):  # -> blocking-async (helper) via time.sleep
    return depot.index.read()


@app.get("/assigned")
async def assigned(depot=Depends(get_depot)):  # -> blocking-async (helper) via time.sleep
    return depot.mail.send()


@app.get("/hooked")
async def hooked(depot=Depends(get_depot)):  # -> blocking-async (helper) via time.sleep
    return depot.hook(depot)


@app.get("/kept")
async def kept(depot=Depends(get_depot)):  # -> blocking-async (helper) via time.sleep
    return depot.ledger.read()


@app.get("/number")
async def number(depot=Depends(get_depot)):  # -> native-async
    return {"port": depot.port + 1, "title": depot.title.upper()}


@app.get("/switched")
async def switched(depot=Depends(get_depot)):  # -> blocking-async (handler) via time.sleep
    if not depot.quick:
        time.sleep(0.01)
    return depot.title


@app.get("/mail")
async def mail():  # -> native-async
    return Mail().title
