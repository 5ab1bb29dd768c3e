import time
from typing import Annotated

from fastapi import Cookie, FastAPI, Header, Query
from pydantic import AfterValidator, BeforeValidator

app = FastAPI()


def sleep_on(value):
    time.sleep(0.001)
    return value


Slept = Annotated[str, AfterValidator(sleep_on)]
Early = Annotated[str, BeforeValidator(sleep_on)]
Stripped = Annotated[str, AfterValidator(str.strip)]


@app.get("/query")
async def by_query(word: Slept = Query("a")):  # -> native-async
    return word


@app.get("/header")
async def by_header(word: Early = Header("a")):  # -> native-async
    return word


@app.get("/cookie")
async def by_cookie(word: Slept = Cookie("a")):  # -> native-async
    return word


@app.get("/stripped")
async def stripped(word: Annotated[Stripped, Query()] = "a"):  # -> native-async
    return word
