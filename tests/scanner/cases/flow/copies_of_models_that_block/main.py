import time

from fastapi import FastAPI
from pydantic import BaseModel


class Settings(BaseModel):
    store: str = "memory"


class Memory:
    def read(self):
        return 1


class Remote:
    def read(self):  # -> blocking-async
        time.sleep(0.001)


STORES = {"memory": Memory, "remote": Remote}
settings = Settings()


def store(settings: Settings):
    return STORES[settings.store]()


app = FastAPI()


@app.get("/own")
async def own():  # -> native-async
    return store(settings).read()


@app.get("/copied")
async def copied():  # -> blocking-async
    return store(settings.model_copy(update={"store": "remote"})).read()
