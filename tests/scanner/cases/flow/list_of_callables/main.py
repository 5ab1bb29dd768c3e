import requests
from fastapi import FastAPI


def ping_a():  # -> blocking-async via requests.get
    return requests.get("http://a.test/").status_code


def constant():
    return 200


CHECKS = [constant, ping_a]
app = FastAPI()


@app.get("/status")
async def status():  # -> blocking-async (helper) via requests.get
    return [check() for check in CHECKS]
