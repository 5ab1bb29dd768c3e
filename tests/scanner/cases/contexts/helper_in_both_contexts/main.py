import requests
from fastapi import FastAPI


def rates():  # -> blocking-async via requests.get
    return requests.get("http://rates.test/").json()


app = FastAPI()


@app.get("/rates")
def read_rates():  # -> converted-def
    return rates()


@app.get("/rates/now")
async def read_rates_now():  # -> blocking-async (helper) via requests.get
    return rates()
