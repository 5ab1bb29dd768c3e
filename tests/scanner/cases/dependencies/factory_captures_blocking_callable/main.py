import requests
from fastapi import Depends, FastAPI


def from_remote():  # -> blocking-async via requests.get
    return requests.get("http://flags.test/").json()


def from_memory():
    return {"beta": True}


def flags(loader):
    async def load():  # -> blocking-async via requests.get
        return loader()

    return load


app = FastAPI()


@app.get("/remote")
def remote(values: dict = Depends(flags(from_remote))):  # -> blocking-async (dependency) via requests.get
    return values


@app.get("/memory")
def memory(values: dict = Depends(flags(from_memory))):  # -> converted-def
    return values
