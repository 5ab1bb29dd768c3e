import requests
from fastapi import FastAPI


def check(host):  # -> blocking-async via requests.get
    return requests.get(f"http://{host}.test/").ok


app = FastAPI()


@app.get("/list")
async def as_list():  # -> blocking-async (helper) via requests.get
    return [check(host) for host in ("a",)]


@app.get("/dict")
async def as_dict():  # -> blocking-async (helper) via requests.get
    return {host: check(host) for host in ("a",)}


@app.get("/any")
async def as_any():  # -> blocking-async (helper) via requests.get
    return any(check(host) for host in ("a",))
