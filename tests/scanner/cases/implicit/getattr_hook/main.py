import requests
from fastapi import FastAPI


class Remote:
    def __getattr__(self, name):  # -> blocking-async via requests.get
        return requests.get(f"http://config.test/{name}").json()


config = Remote()
app = FastAPI()


@app.get("/config")
async def read():  # -> blocking-async (helper) via requests.get
    return config.timeout
