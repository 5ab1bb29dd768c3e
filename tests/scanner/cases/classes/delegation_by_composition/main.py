import requests
from fastapi import FastAPI


class Http:
    def get(self, path):  # -> blocking-async via requests.get
        return requests.get(f"http://api.test/{path}").json()


class Users:
    def __init__(self, http):
        self._http = http

    def get(self, key):  # -> blocking-async via requests.get
        return self._http.get(f"users/{key}")


class Cache:
    def __init__(self, inner):
        self._inner = inner
        self._rows = {}

    def get(self, key):  # -> blocking-async via requests.get
        if key not in self._rows:
            self._rows[key] = self._inner.get(key)
        return self._rows.get(key)


users = Cache(Users(Http()))
app = FastAPI()


@app.get("/users/{key}")
async def user(key: str):  # -> blocking-async (helper) via requests.get
    return users.get(key)
