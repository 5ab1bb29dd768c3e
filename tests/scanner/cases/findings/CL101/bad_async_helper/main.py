import requests
from fastapi import FastAPI


async def fetch(url):  # -> blocking-async
    return requests.get(url).json()  # !! CL101


app = FastAPI()


@app.get("/remote")
async def remote():  # -> blocking-async (helper)
    return await fetch("http://api.test/")  # !? CL101
