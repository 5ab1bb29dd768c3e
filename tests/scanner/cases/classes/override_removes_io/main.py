import requests
from fastapi import FastAPI


class Remote:
    def load(self):
        return requests.get("http://api.test/").json()


class Cached(Remote):
    def load(self):
        return {"cached": True}


app = FastAPI()


@app.get("/cached")
async def cached():  # -> native-async (no-io)
    return Cached().load()
