import requests
from fastapi import FastAPI


class Memory:
    def get(self, url):
        return {"url": url}


def fetch(client, url):
    if isinstance(client, requests.Session):
        return client.get(url).json()
    return client.get(url)


app = FastAPI()


@app.get("/memory")
async def memory():  # -> native-async (no-io)
    return fetch(Memory(), "a")
