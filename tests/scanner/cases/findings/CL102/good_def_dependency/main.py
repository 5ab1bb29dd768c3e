import requests
from fastapi import Depends, FastAPI


def user():  # -> converted-def
    return requests.get("http://auth.test/").json()


app = FastAPI()


@app.get("/me")
async def me(found: dict = Depends(user)):  # -> native-async
    return found
