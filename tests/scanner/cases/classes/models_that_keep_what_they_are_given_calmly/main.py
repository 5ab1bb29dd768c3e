"""Flags of data models, and what validators, aliases and copies make of them: the calm side."""

import requests
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
from pydantic import Field, field_validator


class Options(BaseModel):
    remote: bool = False
    url: str | None = None

    def go(self):
        if self.remote:
            return requests.get("http://api.test/").status_code
        return 0

    def ask(self):
        if self.url is not None:
            return requests.get(self.url).status_code
        return 0


class Renamed(BaseModel):
    url: str | None = Field(None, alias="address")

    def ask(self):
        if self.url is not None:
            return requests.get(self.url).status_code
        return 0


class Filled(BaseModel):
    url: str | None = Field(None, validate_default=True)

    @field_validator("url", mode="before")
    @classmethod
    def fill(cls, value):
        return value or "http://api.test/"

    def ask(self):
        if self.url is not None:
            return requests.get(self.url).status_code
        return 0


@app.get("/local")
async def local():  # -> native-async
    return Options().go()


@app.get("/url/none")
async def url_none():  # -> native-async
    return Options(remote=True).ask()


@app.get("/copied/off")
async def copied_off():  # -> native-async
    return Options(remote=True).model_copy(update={"remote": False}).go()


@app.get("/plain")
async def plain():  # -> native-async
    return Options(url="x").go()
