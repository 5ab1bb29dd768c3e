"""Module attributes assigned from outside hold what the module declares, and anything where it declares nothing."""

import time

from fastapi import FastAPI

import settings

app = FastAPI()


class Client:
    def get(self, name):  # -> blocking-async via time.sleep
        time.sleep(0)
        return name


LOADED = {"options": {"otel": {"excluded": "a"}}, "client": Client()}


def part(*letters: str):
    return LOADED["".join(letters)]


settings.options = part("opt", "ions")
settings.client = part("cli", "ent")


@app.get("/options")
async def options():  # -> native-async
    return (settings.options or {}).get("otel")


@app.get("/client")
async def client():  # -> blocking-async via time.sleep
    return settings.client.get("otel")
