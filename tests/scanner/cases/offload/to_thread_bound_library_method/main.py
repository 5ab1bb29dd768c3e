import asyncio

import requests
from fastapi import FastAPI

app = FastAPI()
http = requests.Session()


@app.get("/remote")
async def remote():  # -> native-async (offloaded)
    response = await asyncio.to_thread(http.get, "http://api.test/")
    return response.json()
