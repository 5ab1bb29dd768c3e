import requests
from fastapi import FastAPI


def page(number):  # -> blocking-async via requests.get
    yield requests.get(f"http://api.test/{number}").status_code


def pages():  # -> blocking-async via requests.get
    yield from page(1)
    yield from page(2)


app = FastAPI()


@app.get("/codes")
async def codes():  # -> blocking-async (helper) via requests.get
    return list(pages())
