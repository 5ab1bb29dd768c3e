from typing import Annotated

import requests
from fastapi import Depends, FastAPI


async def token() -> str:  # -> blocking-async via requests.post
    return requests.post("http://auth.test/").text


Token = Annotated[str, Depends(token)]


def user(value: Token) -> dict:
    return {"token": value}


User = Annotated[dict, Depends(user)]
app = FastAPI()


@app.get("/me")
def me(current: User):  # -> blocking-async (dependency) via requests.post
    return current
