"""What validators are told beside the value: the fields before it, and what the field itself is declared to hold."""

import time

from fastapi import FastAPI
from pydantic import BaseModel, field_validator, model_validator

app = FastAPI()


class Home(BaseModel):
    street: str

    def locate(self):  # -> blocking-async
        time.sleep(0.01)
        return self.street

    def label(self):
        return self.street.title()


class Visitor(BaseModel):
    home: Home
    name: str

    @field_validator("name")
    def check_name(cls, value, info):  # -> blocking-async
        return value.strip() + info.data["home"].locate()


class Reader(BaseModel):
    home: Home
    name: str

    @field_validator("name")
    def check_name(cls, value, info):
        return value.strip() + info.data["home"].label() + info.field_name.lower()


class Owner(BaseModel):
    home: Home

    @field_validator("home")
    @classmethod
    def check_home(cls, home):  # -> blocking-async
        home.locate()
        return home


class Guest(BaseModel):
    home: Home

    @field_validator("home")
    @classmethod
    def check_home(cls, home):
        home.label()
        return home


class Early(BaseModel):
    home: Home

    @model_validator(mode="before")
    @classmethod
    def check(cls, data):
        return {key.strip(): value for key, value in data.items()}


@app.post("/visitor")
async def visitor(body: Visitor):  # -> blocking-async (helper)
    return body.name


@app.post("/reader")
async def reader(body: Reader):  # -> native-async (no-io)
    return body.name


@app.post("/owner")
async def owner(body: Owner):  # -> blocking-async (helper)
    return body.home.street


@app.post("/guest")
async def guest(body: Guest):  # -> native-async (no-io)
    return body.home.street


@app.post("/early")
async def early(body: Early):  # -> native-async (no-io)
    return body.home.street
