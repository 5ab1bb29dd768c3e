import asyncio

import requests
from fastapi import FastAPI


class Profile:
    def __init__(self, name):  # -> converted-def
        self.data = requests.get(f"http://profiles.test/{name}").json()


app = FastAPI()


@app.get("/profile")
async def profile():  # -> native-async (offloaded)
    found = await asyncio.to_thread(Profile, "ann")
    return found.data
