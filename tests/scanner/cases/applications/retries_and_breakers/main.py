import asyncio

from fastapi import FastAPI

from gateway import api

app = FastAPI()


@app.get("/fetch")
async def fetch():  # -> blocking-async
    return api.fetch("x")


@app.get("/fetch-async")
async def fetch_async():  # -> native-async
    return await api.fetch_async("x")


@app.get("/pure")
async def pure():  # -> native-async
    return await api.pure_async(1)


@app.get("/guarded")
async def guarded():  # -> native-async
    return api.guarded(1)


@app.get("/shared")
async def shared():  # -> blocking-async
    try:
        api.shared_guarded(1)
    except ValueError:
        api.shared_guarded(0)


@app.get("/loop")
async def loop():  # -> blocking-async
    return api.with_loop()


@app.get("/aloop")
async def aloop():  # -> native-async
    return await api.with_async_loop()


@app.get("/loop/off")
async def loop_off():  # -> native-async
    return await asyncio.to_thread(api.with_loop)


@app.get("/with")
async def with_local():  # -> native-async
    with api.local:
        return 1


@app.get("/with-shared")
async def with_shared():  # -> blocking-async
    with api.shared:
        return 1


@app.get("/def")
def plain():  # -> converted-def
    return api.fetch("y")
