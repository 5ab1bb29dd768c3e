import json
from pathlib import Path

from fastapi import FastAPI

HERE = Path(__file__).parent
app = FastAPI()


def settings():  # -> any
    with open(HERE / "settings.json") as file:
        return json.load(file)


@app.get("/settings")
async def read():  # -> native-async
    return settings()
