import logging

from fastapi import FastAPI

logger = logging.getLogger(__name__)
app = FastAPI()


@app.get("/things")
async def things():  # -> native-async (no-io)
    logger.info("things read")
    logger.exception("with trace")
    return []
