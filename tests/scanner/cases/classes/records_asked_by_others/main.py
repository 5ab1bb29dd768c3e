"""Flags that a record was built with and that functions elsewhere ask for, in conditions and in patterns."""

from dataclasses import dataclass
from typing import Any

import requests
from db import get_db
from fastapi import Depends, FastAPI

app = FastAPI()


@dataclass
class Job:
    db: Any
    remote: bool = False
    mode: str = "mem"
    url: str | None = None


def by_flag(job):  # -> blocking-async
    if job.remote:
        return requests.get("http://api.test/").status_code
    return 0


def by_mode(job):  # -> blocking-async
    return requests.get("http://api.test/").status_code if job.mode == "web" else 0


def by_none(job):
    if job.url is None:
        return 0
    return requests.get(job.url).status_code


def by_pattern(job):  # -> blocking-async
    match job:
        case Job(mode="web"):
            return requests.get("http://api.test/").status_code
        case Job(remote=True):
            return requests.get("http://api.test/").status_code
        case _:
            return 0


@app.get("/flag")
async def flag(db=Depends(get_db)):  # -> blocking-async
    return by_flag(Job(db, remote=True))


@app.get("/flag/none")
async def flag_none(db=Depends(get_db)):  # -> native-async
    return by_flag(Job(db))


@app.get("/mode/mem")
async def mode_mem(db=Depends(get_db)):  # -> native-async
    return by_mode(Job(db, mode="mem"))


@app.get("/mode/web")
async def mode_web(db=Depends(get_db)):  # -> blocking-async
    return by_mode(Job(db, mode="web"))


@app.get("/url/none")
async def url_none(db=Depends(get_db)):  # -> native-async
    return by_none(Job(db))


@app.get("/pattern/web")
async def pattern_web(db=Depends(get_db)):  # -> blocking-async
    return by_pattern(Job(db, mode="web"))


@app.get("/pattern/mem")
async def pattern_mem(db=Depends(get_db)):  # -> native-async
    return by_pattern(Job(db, mode="mem"))
