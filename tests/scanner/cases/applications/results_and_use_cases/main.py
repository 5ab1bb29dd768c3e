from fastapi import FastAPI

from app.main_deps import LocalClose, LocalTotal, LoudClose, RemoteClose, RemoteTotal

app = FastAPI()


@app.get("/remote/{key}")
async def a(key: int, case: RemoteTotal):  # -> blocking-async
    return case(key)


@app.get("/local/{key}")
async def b(key: int, case: LocalTotal):  # -> native-async
    return case(key)


@app.post("/remote/{key}")
async def c(key: int, case: RemoteClose):  # -> blocking-async
    return case(key)


@app.post("/local/{key}")
async def d(key: int, case: LocalClose):  # -> native-async
    return case(key)


@app.post("/loud/{key}")
async def e(key: int, case: LoudClose):  # -> blocking-async
    return case(key)


@app.get("/def/{key}")
def f(key: int, case: RemoteTotal):  # -> converted-def
    return case(key)
