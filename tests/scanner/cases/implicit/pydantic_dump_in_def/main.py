"""Dumping a model in a thread keeps its serialisers off the loop."""

import time

from fastapi import FastAPI
from pydantic import BaseModel, field_serializer


class Stamp(BaseModel):
    at: int

    @field_serializer("at")
    def shown(self, value):  # -> converted-def
        time.sleep(0.001)
        return str(value)


app = FastAPI()


@app.get("/dumped")
def dumped():  # -> converted-def
    return Stamp(at=1).model_dump_json()


@app.get("/unread")
async def unread():  # -> native-async
    return Stamp(at=1).at
