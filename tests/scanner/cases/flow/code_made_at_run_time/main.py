"""A function whose source is text."""

from fastapi import FastAPI

SOURCE = "import time\ndef pause():\n    time.sleep(0.001)\n    return 1\n"
made: dict = {}
exec(SOURCE, made)
app = FastAPI()


@app.get("/made")
async def run():  # -> blocking-async
    return made["pause"]()
