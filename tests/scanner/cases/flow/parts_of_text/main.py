"""Parts of text are text, parts of bytes are bytes, one of the bytes is a number."""

import time

from fastapi import FastAPI

app = FastAPI()


class Folder:
    def __init__(self, name):
        self.name = name


def publish(target):  # -> blocking-async
    if isinstance(target, str):
        return len(target)
    time.sleep(0.01)
    return 0


def measure(target):  # -> blocking-async
    if isinstance(target, bytes):
        time.sleep(0.01)
    return 1


@app.get("/slice")
async def slice_of_text(name: str):  # -> native-async (no-io)
    return publish(name[1:])


@app.get("/character")
async def character(name: str):  # -> native-async (no-io)
    return publish(name[0])


@app.get("/characters")
async def characters(name: str):  # -> native-async (no-io)
    return sum(publish(each) for each in name)


@app.get("/words")
async def words(names: str):  # -> native-async (no-io)
    head, _, rest = names.partition(",")
    return publish(head.strip()) + publish(rest) + sum(publish(each[1:]) for each in names.split(","))


@app.get("/count")
async def count(name: str):  # -> blocking-async (helper)
    return publish(name.find("x"))


@app.get("/folder")
async def folder(name: str):  # -> blocking-async (helper)
    return publish(Folder(name[1:]))


@app.get("/bytes")
async def part_of_bytes(name: str):  # -> blocking-async (helper)
    return measure(name.encode()[1:])


@app.get("/byte")
async def one_byte(name: str):  # -> native-async (no-io)
    data = name.encode()
    return measure(data[0]) + sum(measure(each) for each in data)


@app.get("/cut")
async def cut_bytes(name: str):  # -> blocking-async (helper)
    return measure(name.encode().split(b",")[0])


@app.get("/decoded")
async def decoded(name: str):  # -> native-async (no-io)
    return measure(name.encode()[1:].decode())
