"""Generators that nobody reads, that threads read, or that do not wait."""

import asyncio
import collections
import csv
import io
import shlex
import time

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Page(BaseModel):
    numbers: list[int]


class Shelf:
    def get(self, name):
        return name


def numbers():  # -> converted-def
    for number in (1, 2):
        time.sleep(0.001)
        yield number


def quick():
    yield 1


def act():
    time.sleep(0.001)
    return 1


@app.get("/rows/quick")
async def quick_rows():  # -> native-async
    out = io.StringIO()
    csv.writer(out).writerows([number] for number in quick())
    return out.getvalue()


@app.get("/lines/thread")
async def lines_in_thread():  # -> native-async
    out = io.StringIO()
    await asyncio.to_thread(out.writelines, (str(number) for number in quick()))
    return out.getvalue()


@app.get("/reader")
async def reader():  # -> native-async
    return csv.reader(str(number) for number in numbers()) is not None


@app.get("/reader/def")
def reader_def():  # -> converted-def
    return list(csv.DictReader(str(number) for number in numbers()))


@app.get("/reader/text")
async def reader_of_text():  # -> native-async (no-io)
    found = [row["a"].strip().lower() for row in csv.DictReader(io.StringIO("a,b\n1,2"))]
    return found + [row[0].strip() for row in csv.reader(["a,b"])]


@app.get("/reader/names")
async def names_of_text():  # -> native-async (no-io)
    return [name.strip() for name in csv.DictReader(["a,b"]).fieldnames]


@app.get("/reader/objects")
async def objects_of_rows():  # -> native-async (no-io)
    held = Shelf()
    return [held.get(row.get("a")) for row in csv.DictReader(["a,b", "1,2"])]


@app.get("/dictionary/others")
async def others():  # -> native-async
    found = {}
    found.update([("act", act), ("wait", quick)])
    return list(found["wait"]())


@app.get("/field/quick")
async def quick_field():  # -> native-async
    return Page(numbers=quick())


@app.get("/words")
async def words():  # -> native-async
    return shlex.join(str(number) for number in quick())


@app.get("/given")
async def given():  # -> native-async
    return numbers() is not None
