import requests
from fastapi import FastAPI

app = FastAPI()


@app.get("/popped")
async def popped():  # -> blocking-async (handler) via requests.Session.get
    clients = {"main": requests.Session()}
    client = clients.pop("main")
    return client.get("http://api.test/").json()
