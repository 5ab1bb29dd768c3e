import time
from dataclasses import dataclass, field

from fastapi import FastAPI


def next_number():  # -> blocking-async via time.sleep
    time.sleep(0.01)
    return 7


@dataclass
class Ticket:
    number: int = field(default_factory=next_number)


app = FastAPI()


@app.post("/tickets")
async def create():  # -> blocking-async (helper) via time.sleep
    return Ticket().number


@app.post("/tickets/{number}")
async def create_numbered(number: int):  # -> native-async (no-io)
    return Ticket(number=number).number
