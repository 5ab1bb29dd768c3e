import time

from fastapi import FastAPI


async def slow():  # -> GET /slow: blocking-async via time.sleep
    time.sleep(0.01)


async def quick():  # -> GET /quick: native-async
    return 2


app = FastAPI()
ROUTES = {"slow": slow, "quick": quick}
for name, handler in ROUTES.items():
    app.get(f"/{name}")(handler)
