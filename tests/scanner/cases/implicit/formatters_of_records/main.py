"""Handlers of the library make text of a record: its arguments are shown, its formatter runs."""

import logging
import os
import time

from fastapi import FastAPI

app = FastAPI()


class Traced(logging.Formatter):
    def format(self, record):  # -> blocking-async
        time.sleep(0.001)
        return "traced"


class Account:
    def __str__(self):  # -> blocking-async
        time.sleep(0.001)
        return "account"


formatted = logging.getLogger("formatted")
traced = logging.StreamHandler(open(os.devnull, "w"))
traced.setFormatter(Traced())
formatted.addHandler(traced)
formatted.propagate = False

written = logging.getLogger("written")
written.addHandler(logging.StreamHandler(open(os.devnull, "w")))
written.setLevel(logging.INFO)
written.propagate = False


@app.get("/formatted")
async def with_formatter():  # -> blocking-async
    formatted.warning("w")


@app.get("/shown")
async def shown():  # -> blocking-async
    written.info("for %s", Account())


@app.get("/below")
async def below():  # -> native-async
    written.debug("for %s", Account())


@app.get("/text")
async def text():  # -> native-async
    written.info("for %s", "you")
