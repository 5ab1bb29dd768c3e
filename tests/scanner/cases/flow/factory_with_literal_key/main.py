import requests
from fastapi import FastAPI


class HttpBackend:
    def read(self, key):  # -> blocking-async via requests.get
        return requests.get(f"http://kv.test/{key}").text


class MemoryBackend:
    def read(self, key):
        return key


def make_backend(kind):
    if kind == "http":
        return HttpBackend()
    return MemoryBackend()


app = FastAPI()


@app.get("/kv/{key}")
async def read(key: str):  # -> blocking-async (helper) via requests.get
    return make_backend("http").read(key)
