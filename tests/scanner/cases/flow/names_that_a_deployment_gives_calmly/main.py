"""A class is picked by a name that is empty until it is configured, out of classes none of which blocks."""

import os

import backends
from fastapi import FastAPI
from pydantic.v1 import BaseSettings

# Stands for what the deployment sets.
os.environ.update({"pay_through": "RemoteBackend"})


class Settings(BaseSettings):
    pay_through: str = ""


settings = Settings()
backend = getattr(backends, settings.pay_through)() if settings.pay_through else None
app = FastAPI()


@app.post("/pay")
async def pay():  # -> native-async
    return await backend.pay()
