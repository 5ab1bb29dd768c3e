import requests
from fastapi import FastAPI

USE_MEMORY = len("configured") > 100


class Memory:
    def get(self, url):
        return {}


if USE_MEMORY:
    client = Memory()
else:
    client = requests.Session()

app = FastAPI()


@app.get("/remote")
async def remote():  # -> blocking-async (handler) via requests.Session.get
    return {"ok": client.get("http://api.test/").ok}
