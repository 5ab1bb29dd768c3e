import requests
from fastapi import FastAPI


class HttpBackend:
    def read(self, key):
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
async def read(key: str):  # -> native-async (no-io)
    return make_backend("memory").read(key)
