"""Writers, dictionaries and fields that read what they are given to its end, and readers that wait."""

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


def numbers():  # -> blocking-async
    for number in (1, 2):
        time.sleep(0.001)
        yield number


def quick():
    yield 1


def act():  # -> blocking-async
    time.sleep(0.001)
    return 1


@app.get("/rows")
async def rows():  # -> blocking-async
    out = io.StringIO()
    csv.writer(out).writerows([number] for number in numbers())
    return out.getvalue()


@app.get("/rows/named")
async def named_rows():  # -> blocking-async
    out = io.StringIO()
    csv.DictWriter(out, ["a"]).writerows({"a": number} for number in numbers())
    return out.getvalue()


@app.get("/rows/quick")
async def quick_rows():  # -> native-async
    out = io.StringIO()
    csv.writer(out).writerows([number] for number in quick())
    return out.getvalue()


@app.get("/lines")
async def lines():  # -> blocking-async
    out = io.StringIO()
    out.writelines(str(number) for number in numbers())
    return out.getvalue()


@app.get("/lines/thread")
async def lines_in_thread():  # -> native-async
    out = io.StringIO()
    await asyncio.to_thread(out.writelines, (str(number) for number in quick()))
    return out.getvalue()


@app.get("/reader")
async def reader():  # -> native-async
    return csv.reader(str(number) for number in numbers()) is not None


@app.get("/reader/read")
async def reader_read():  # -> blocking-async
    return list(csv.reader(str(number) for number in numbers()))


@app.get("/reader/def")
def reader_def():  # -> converted-def
    return list(csv.DictReader(str(number) for number in numbers()))


@app.get("/dictionary")
async def dictionary():  # -> blocking-async
    found = {}
    found.update((number, 1) for number in numbers())
    return found


@app.get("/dictionary/functions")
async def functions():  # -> blocking-async
    found = {}
    found.update([("act", act), ("wait", quick)])
    return found["act"]()


@app.get("/dictionary/others")
async def others():  # -> native-async
    found = {}
    found.update([("act", act), ("wait", quick)])
    return list(found["wait"]())


@app.get("/deque")
async def deque():  # -> blocking-async
    found = collections.deque()
    found.extendleft(numbers())
    return len(found)


@app.get("/bytes")
async def data():  # -> blocking-async
    return len(bytes(numbers()))


@app.get("/field")
async def field():  # -> blocking-async
    return Page(numbers=numbers())


@app.get("/field/quick")
async def quick_field():  # -> native-async
    return Page(numbers=quick())


@app.get("/words")
async def words():  # -> native-async
    return shlex.join(str(number) for number in quick())


@app.get("/given")
async def given():  # -> native-async
    return functions is not None and numbers() is not None


def lines_of_numbers():  # -> blocking-async
    for number in numbers():
        yield f"a{number},b"


@app.get("/reader/names")
async def names_of_columns():  # -> blocking-async
    return csv.DictReader(lines_of_numbers()).fieldnames


@app.get("/reader/named")
async def named_columns():  # -> blocking-async
    return [row.get("b") for row in csv.DictReader(lines_of_numbers())]


class Clerk:
    def get(self, number):  # -> blocking-async
        time.sleep(0.001)
        return number


@app.get("/reader/values")
async def values_of_columns():  # -> blocking-async
    clerk = Clerk()
    return [clerk.get(row.get("a").strip()) for row in csv.DictReader(["a,b", "1,2"])]
