import requests
from fastapi import Depends, FastAPI


async def token():  # -> blocking-async via requests.post
    return requests.post("http://auth.test/token").text


def left(value: str = Depends(token)):
    return value


def right(value: str = Depends(token)):
    return value


app = FastAPI()


@app.get("/both")
def both(a: str = Depends(left), b: str = Depends(right)):  # -> blocking-async (dependency) via requests.post
    return [a, b]
