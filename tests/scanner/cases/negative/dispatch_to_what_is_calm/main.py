import time
from functools import singledispatch

from fastapi import FastAPI


class Note:
    text = "x"


class Scan:
    pages = 2


@singledispatch
def words(document):
    return 0


@words.register
def of_note(document: Note):
    return len(document.text.split())


@words.register
def of_scan(document: Scan):  # -> converted-def
    time.sleep(0.01)
    return document.pages


app = FastAPI()


@app.get("/notes")
async def notes():  # -> native-async
    return words(Note())


@app.get("/numbers")
async def numbers():  # -> native-async
    return words(3)


@app.get("/scans")
def scans():  # -> converted-def
    return words(Scan())
