"""Whether an object was given something, or keeps the None that its constructor has as a default."""

from dataclasses import dataclass

import requests
from fastapi import FastAPI

app = FastAPI()


class Guard:
    def __init__(self, url=None, *, wait: float | None = None):
        self.url, self.wait = url, wait

    def enter(self):  # -> blocking-async
        if self.url:
            requests.put(self.url)
        return self.wait is not None


@dataclass
class Notice:
    text: str
    hook: str | None = None

    def send(self):  # -> blocking-async
        if self.hook is None:
            return len(self.text)
        return requests.post(self.hook, data=self.text).status_code


class Probe:
    def __init__(self, host=None):
        self.host = host

    def ask(self):  # -> blocking-async
        return requests.get(self.host).status_code if self.host else 0


class Late(Probe):
    pass


def wired(probe, host):
    probe.host = host
    return probe


@app.get("/guard/url")
async def guard_url():  # -> blocking-async
    return Guard("http://lock.test/").enter()


@app.get("/guard/none")
async def guard_none():  # -> native-async
    return Guard().enter()


@app.get("/guard/wait")
async def guard_wait():  # -> native-async
    return Guard(wait=0.1).enter()


@app.get("/notice/hook")
async def notice_hook():  # -> blocking-async
    return Notice("x", "http://hook.test/").send()


@app.get("/notice/none")
async def notice_none():  # -> native-async
    return Notice("x").send()


@app.get("/probe/wired")
async def probe_wired():  # -> blocking-async
    return wired(Late(), "http://late.test/").ask()
