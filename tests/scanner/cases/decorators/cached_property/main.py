from functools import cached_property

import requests
from fastapi import FastAPI


class Profile:
    @cached_property
    def data(self):  # -> blocking-async via requests.get
        return requests.get("http://profile.test/").json()


app = FastAPI()


@app.get("/profile")
async def read():  # -> blocking-async (helper) via requests.get
    return Profile().data
