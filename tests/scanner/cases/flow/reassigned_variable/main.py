import requests
from fastapi import FastAPI


class Memory:
    def get(self, url):
        return {"url": url}


app = FastAPI()


@app.get("/memory")
async def memory():  # -> native-async (no-io)
    client = requests.Session()
    client = Memory()
    return client.get("a")
