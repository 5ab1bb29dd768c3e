import logging
import logging.handlers
import queue

from fastapi import FastAPI

logger = logging.getLogger("queued")
logger.addHandler(logging.handlers.QueueHandler(queue.Queue()))
app = FastAPI()


@app.get("/things")
async def things():  # -> native-async (no-io)
    logger.warning("things read")
    return []
