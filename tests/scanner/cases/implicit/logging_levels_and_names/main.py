"""A record goes to the handlers of its logger and of the loggers above it, if it is severe enough."""

import logging

import requests
from fastapi import FastAPI


class Sender(logging.Handler):
    def emit(self, record):  # -> blocking-async
        requests.post("http://logs.test/", json={})


class Alarm(logging.Handler):
    def emit(self, record):  # -> blocking-async
        requests.post("http://alarm.test/", json={})


class Checked(logging.Filter):
    def filter(self, record):
        return True


logging.getLogger("shop").addHandler(Sender())
alarm = Alarm()
alarm.setLevel(logging.CRITICAL)
logging.getLogger().addHandler(alarm)

orders = logging.getLogger("shop.orders")
other = logging.getLogger("other")
other.addFilter(Checked())
app = FastAPI()


@app.get("/orders")
async def read_orders():  # -> blocking-async
    orders.warning("read")
    return []


@app.get("/other")
async def read_other():  # -> native-async
    other.warning("read")
    return []


@app.get("/failing")
async def failing():  # -> blocking-async
    other.critical("failed")
    return []


@app.get("/def")
def in_thread():  # -> converted-def
    orders.warning("read")
    return []
