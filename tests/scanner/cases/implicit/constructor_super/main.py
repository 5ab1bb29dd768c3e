import requests
from fastapi import FastAPI


class Base:
    def __init__(self):  # -> blocking-async via requests.get
        self.token = requests.get("http://auth.test/").text


class Client(Base):
    def __init__(self, name):  # -> blocking-async via requests.get
        super().__init__()
        self.name = name


app = FastAPI()


@app.get("/client")
async def client():  # -> blocking-async (helper) via requests.get
    return {"name": Client("a").name}
