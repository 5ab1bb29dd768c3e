import time

from fastapi import FastAPI
from pydantic import BaseModel, Field


def next_number():  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return 7


class Ticket(BaseModel):
    number: int = Field(default_factory=next_number)


app = FastAPI()


@app.post("/tickets")
async def create():  # -> blocking-async (helper) via time.sleep
    return {"number": Ticket().number}
