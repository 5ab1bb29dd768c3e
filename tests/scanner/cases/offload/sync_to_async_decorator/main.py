import requests
from asgiref.sync import sync_to_async
from fastapi import FastAPI


@sync_to_async
def fetch(url):  # -> converted-def
    return requests.get(url).json()


app = FastAPI()


@app.get("/remote")
async def remote():  # -> native-async (offloaded)
    return await fetch("http://api.test/")
