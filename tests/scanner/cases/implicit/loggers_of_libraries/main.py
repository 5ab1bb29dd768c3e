"""Sinks, processors and handlers behind loggers of libraries run in the thread that logs."""

import asyncio
import logging

import requests
import structlog
from fastapi import FastAPI
from loguru import logger
from structlog.stdlib import LoggerFactory


def alarm(message):  # -> blocking-async via requests.post
    requests.post("http://chat.test/", json={"text": "something failed"})


def count(message):
    counted.append(1)


def stamp(bound, method, event):
    return {**event, "service": "shop"}


class Shipped(logging.Handler):
    def emit(self, record):  # -> blocking-async via requests.put
        requests.put("http://logs.test/", json={"message": record.getMessage()})


counted: list[int] = []
logger.add(alarm, level="ERROR")
logger.add(count, level="INFO")
logging.getLogger("orders").addHandler(Shipped())
logging.getLogger("orders").setLevel("INFO")
structlog.configure(processors=[stamp], logger_factory=LoggerFactory())
log = structlog.get_logger("orders")
quiet = structlog.get_logger("stock")
app = FastAPI()


def audit() -> None:  # -> blocking-async
    log.bind(user=1).info("read")


@app.get("/failed")
async def failed():  # -> blocking-async via requests.post
    logger.bind(order=1).error("failed")


@app.get("/counted")
async def read_counted():  # -> native-async
    logger.info("read")
    return len(counted)


@app.get("/audited")
async def audited():  # -> blocking-async (helper)
    audit()


@app.get("/stocked")
async def stocked():  # -> native-async
    quiet.info("read")


@app.get("/failed-in-a-thread")
async def failed_in_a_thread():  # -> native-async (offloaded)
    await asyncio.to_thread(logger.error, "failed")


@app.get("/audited-in-a-thread")
def audited_in_a_thread():  # -> converted-def
    audit()
