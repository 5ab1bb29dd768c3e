import logging

import requests
from fastapi import FastAPI


class HttpHandler(logging.Handler):
    def emit(self, record):
        requests.post("http://logs.test/", json={"message": record.getMessage()})


logging.getLogger("billing").addHandler(HttpHandler())
logger = logging.getLogger("catalogue")
app = FastAPI()


@app.get("/things")
async def things():  # -> native-async (no-io)
    logger.warning("things read")
    return []
