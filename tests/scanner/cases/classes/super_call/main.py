import requests
from fastapi import FastAPI


class Base:
    def load(self):  # -> blocking-async via requests.get
        return requests.get("http://api.test/").json()


class Child(Base):
    def load(self):  # -> blocking-async via requests.get
        return {"wrapped": super().load()}


app = FastAPI()


@app.get("/child")
async def child():  # -> blocking-async (helper) via requests.get
    return Child().load()
