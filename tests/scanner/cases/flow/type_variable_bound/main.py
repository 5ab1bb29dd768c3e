from typing import TypeVar

from fastapi import FastAPI

from clients import Client, SlowClient

C = TypeVar("C", bound=Client)


def warm(client: C) -> C:  # -> blocking-async
    client.ping()
    return client


app = FastAPI()


@app.get("/warm")
async def read():  # -> blocking-async (helper) via requests.get
    return {"name": warm(SlowClient()).name}
