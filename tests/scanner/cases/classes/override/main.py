import requests
from fastapi import FastAPI


class Base:
    def run(self):  # -> blocking-async via requests.get
        return self.load()

    def load(self):
        return {}


class Remote(Base):
    def load(self):  # -> blocking-async via requests.get
        return requests.get("http://api.test/").json()


app = FastAPI()


@app.get("/plain")
async def plain():  # -> native-async (no-io)
    return Base().run()


@app.get("/remote")
async def remote():  # -> blocking-async (helper) via requests.get
    return Remote().run()
