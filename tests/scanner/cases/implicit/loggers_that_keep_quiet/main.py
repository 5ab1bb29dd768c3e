"""Loggers whose handlers send, none of which is reached."""

import logging
import logging.config
import time

import requests
from fastapi import FastAPI

app = FastAPI()


class Sending(logging.Handler):
    def emit(self, record):
        requests.post("http://logs.test/", data=record.getMessage())


class Counting(logging.Handler):
    count = 0

    def emit(self, record):
        self.count += 1


class Sleeping(logging.Handler):
    def emit(self, record):
        time.sleep(0.001)


logging.config.dictConfig(
    {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {"sending": {"class": "main.Sending"}, "counting": {"()": Counting}},
        "loggers": {
            "keeper": {"handlers": ["sending"], "level": "WARNING"},
            "keeper.alone": {"handlers": ["counting"], "level": "INFO", "propagate": False},
            "keeper.strict": {"handlers": ["sending"], "level": "ERROR", "propagate": False},
            "keeper.shop": {"handlers": ["counting"], "level": "INFO"},
        },
    }
)
alone = logging.getLogger("keeper.alone")
strict = logging.getLogger("keeper.strict")
shop = logging.getLogger("keeper.shop")
apart = logging.getLogger("keeper.apart")
apart.propagate = False
apart.addHandler(Counting())
swapped = logging.getLogger("keeper.swapped")
swapped.handlers = [Sleeping()]
swapped.propagate = False


@app.get("/alone")
async def tell_alone():  # -> native-async
    alone.error("x")


@app.get("/alone/child")
async def tell_child():  # -> native-async
    alone.getChild("child").error("x")


@app.get("/strict/low")
async def tell_low():  # -> native-async
    strict.info("x")


@app.get("/apart")
async def tell_apart():  # -> native-async
    apart.error("x")


@app.get("/shop/low")
async def tell_shop_low():  # -> native-async
    shop.debug("x")


@app.get("/above/low")
async def tell_above_low():  # -> native-async
    logging.getLogger("keeper.other.part").info("x")
