"""The application is of a class of the project; a request gives that one."""

import time
from typing import cast

from fastapi import FastAPI, Request


class Mailer:
    def send(self):  # -> blocking-async
        time.sleep(0.01)

    def address(self):
        return "post@example.org"


class Desk(FastAPI):
    mailer: Mailer

    def __init__(self, title: str):
        super().__init__(title=title)
        self.mailer = Mailer()

    def close_day(self):  # -> blocking-async
        time.sleep(0.01)
        return "closed"

    def opening_hours(self):
        return "9-17"


app = Desk("desk")
app.drafts = []


@app.get("/send")
async def send(request: Request):  # -> blocking-async (helper) via time.sleep
    request.app.mailer.send()


@app.get("/close")
async def close(request: Request):  # -> blocking-async (helper) via time.sleep
    desk: Desk = request.app
    return desk.close_day()


@app.get("/address")
async def address(request: Request):  # -> native-async (no-io)
    return request.app.mailer.address()


@app.get("/hours")
async def hours(request: Request):  # -> native-async (no-io)
    return cast("Desk", request.app).opening_hours()


@app.get("/drafts")
async def drafts(request: Request):  # -> native-async (no-io)
    return len(request.app.drafts)
