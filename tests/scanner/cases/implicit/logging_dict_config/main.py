"""Handlers named in a configuration dictionary."""

import logging
import logging.config

from fastapi import FastAPI

import sinks

logging.config.dictConfig(
    {
        "version": 1,
        "disable_existing_loggers": False,
        "handlers": {
            "remote": {"class": "sinks.Remote", "level": "WARNING"},
            "memory": {"()": sinks.Memory},
        },
        "loggers": {"shop": {"handlers": ["remote"]}, "quiet": {"handlers": ["memory"]}},
    }
)
app = FastAPI()


@app.get("/shop")
async def shop():  # -> blocking-async
    logging.getLogger("shop.cart").error("x")


@app.get("/quiet")
async def quiet():  # -> native-async
    logging.getLogger("quiet").error("x")


@app.get("/low")
async def low():  # -> native-async
    logging.getLogger("shop").info("x")
