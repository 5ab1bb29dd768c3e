import requests
from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool


def fetch_user(token):  # -> converted-def
    return requests.get("http://auth.test/", params={"t": token}).json()


async def current_user(token: str = "x"):  # -> native-async
    return await run_in_threadpool(fetch_user, token)


app = FastAPI()


@app.get("/me")
async def me(user: dict = Depends(current_user)):  # -> native-async (offloaded)
    return user
