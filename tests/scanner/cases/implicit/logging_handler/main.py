import logging

import requests
from fastapi import FastAPI


class HttpHandler(logging.Handler):
    def emit(self, record):  # -> blocking-async via requests.post
        requests.post("http://logs.test/", json={"message": record.getMessage()})


logger = logging.getLogger("shop")
logger.addHandler(HttpHandler())
app = FastAPI()


@app.get("/things")
async def things():  # -> blocking-async via requests.post
    logger.warning("things read")
    return []
