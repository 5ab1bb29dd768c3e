import requests
from fastapi import FastAPI
from pydantic import BaseModel, field_validator


class Address(BaseModel):
    postcode: str

    @field_validator("postcode")
    @classmethod
    def known(cls, value):  # -> blocking-async via requests.get
        requests.get(f"http://post.test/{value}")
        return value


app = FastAPI()


@app.get("/address")
async def address():  # -> blocking-async (helper) via requests.get
    return Address(postcode="1000").postcode
