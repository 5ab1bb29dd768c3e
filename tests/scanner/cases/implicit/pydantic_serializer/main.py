import time

from fastapi import FastAPI
from pydantic import BaseModel, field_serializer


class Stamp(BaseModel):
    at: int

    @field_serializer("at")
    def render(self, value):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return str(value)


app = FastAPI()


@app.get("/stamp", response_model=Stamp)
async def stamp():  # -> blocking-async via time.sleep
    return Stamp(at=1)
