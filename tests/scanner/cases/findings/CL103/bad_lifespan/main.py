from contextlib import asynccontextmanager

import requests
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):  # -> blocking-async
    app.state.flags = requests.get("http://flags.test/").json()  # !! CL103
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/quick")
async def quick():  # -> native-async
    return {}
