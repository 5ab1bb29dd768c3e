import requests
from fastapi import FastAPI

app = FastAPI()


@app.get("/rates")
def rates():  # -> GET /rates: converted-def; helper: blocking-async
    return requests.get("http://rates.test/").json()


@app.get("/convert")
async def convert():  # -> blocking-async via requests.get
    return {"rates": rates()}
