import requests
from fastapi import FastAPI

FLAGS = requests.get("http://flags.test/").json()
app = FastAPI()


@app.get("/flags")
async def flags():  # -> native-async (no-io)
    return FLAGS
