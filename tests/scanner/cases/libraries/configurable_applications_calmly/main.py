from depot import Depot
from fastapi import Depends, FastAPI, Request

depot = Depot()
depot.initialize()
app = FastAPI()


@app.middleware("http")
async def hand_over(request: Request, call_next):
    request.state.depot = depot
    return await call_next(request)


async def get_depot(request: Request):
    return request.state.depot


@app.get("/default")
async def default(depot=Depends(get_depot)):  # -> native-async
    return depot.store.read()


@app.get("/given")
async def given(depot=Depends(get_depot)):  # -> native-async
    return depot.store.clock.wait()


@app.get("/asked")
async def asked(depot=Depends(get_depot)):  # -> native-async
    return depot.index.read()


@app.get("/assigned")
async def assigned(depot=Depends(get_depot)):  # -> native-async
    return depot.mail.send()


@app.get("/hooked")
async def hooked(depot=Depends(get_depot)):  # -> native-async
    return depot.hook(depot)


@app.get("/kept")
async def kept(depot=Depends(get_depot)):  # -> native-async
    return depot.ledger.read()


@app.get("/awaited")
async def awaited(depot=Depends(get_depot)):  # -> native-async
    return await depot.clock_class().pause()
