import requests
from fastapi import Depends, FastAPI


async def user():  # -> blocking-async
    return requests.get("http://auth.test/").json()  # !! CL102


app = FastAPI()


@app.get("/me")
def me(found: dict = Depends(user)):  # -> blocking-async (dependency)
    return found


@app.get("/mine")
def mine(found: dict = Depends(user)):  # -> blocking-async (dependency)
    return found
