"""What a parameter defaults to counts only where a caller leaves it out."""

import time

from fastapi import FastAPI

app = FastAPI()


class Quiet:
    def write(self, text):
        return text


class Disk:
    def write(self, text):  # -> blocking-async via time.sleep
        time.sleep(0)
        return text


DISK = Disk()


def note(text, sink=DISK):  # -> blocking-async via time.sleep
    return sink.write(text)


def tell(text, sink=DISK):
    return sink.write(text)


def told(text, sink=None):
    if sink is None:
        time.sleep(0)
    return text


def passed_on(text, **options):
    return tell(text, **options)


def fetched(text, client=None):  # -> blocking-async via time.sleep
    if client is None:
        return slow(text)
    return client.write(text)


def slow(text):  # -> blocking-async via time.sleep
    time.sleep(0)
    return text


@app.get("/left-out")
async def left_out():  # -> blocking-async via time.sleep
    return note("a")


@app.get("/given")
async def given():  # -> native-async
    return [tell("a", Quiet()), tell("b", sink=Quiet()), passed_on("c", sink=Quiet())]


@app.get("/told")
async def told_all():  # -> native-async
    return [told("a", Quiet()), told("b", sink=Quiet())]


@app.get("/both")
async def both():  # -> blocking-async via time.sleep
    return [fetched("a", Quiet()), fetched("b")]
