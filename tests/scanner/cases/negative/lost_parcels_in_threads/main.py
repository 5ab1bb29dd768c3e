import time
from dataclasses import dataclass

from fastapi import FastAPI

app = FastAPI()
seen = []


@dataclass
class Event:
    kind: str
    about: str


class Yard:
    def receive(self, event):  # -> converted-def
        if event.kind == "lost":
            time.sleep(0.01)


class Tally:
    def receive(self, event):
        seen.append(event.kind)


RECEIVERS = [Yard(), Tally()]


def publish(kind, about):  # -> converted-def
    event = Event(kind=kind, about=about)
    for receiver in RECEIVERS:
        receiver.receive(event)


@app.post("/sent")
async def sent():  # -> native-async
    publish("sent", "parcel")
    return {}


@app.post("/lost")
def lost():  # -> converted-def
    publish("lost", "parcel")
    return {}


@app.post("/found")
async def found():  # -> native-async
    publish("found", "parcel")
    return {}


@app.post("/kept")
async def kept():  # -> native-async
    publish("kept", "parcel")
    return {}


@app.post("/weighed")
async def weighed():  # -> native-async
    publish("weighed", "parcel")
    return {}


@app.post("/wrapped")
async def wrapped():  # -> native-async
    publish("wrapped", "parcel")
    return {}


@app.post("/stamped")
async def stamped():  # -> native-async
    publish("stamped", "parcel")
    return {}


@app.post("/sorted")
async def put_in_order():  # -> native-async
    publish("sorted", "parcel")
    return {}


@app.post("/loaded")
async def loaded():  # -> native-async
    publish("loaded", "parcel")
    return {}


@app.post("/driven")
async def driven():  # -> native-async
    publish("driven", "parcel")
    return {}


@app.post("/flown")
async def flown():  # -> native-async
    publish("flown", "parcel")
    return {}


@app.post("/shipped")
async def shipped():  # -> native-async
    publish("shipped", "parcel")
    return {}


@app.post("/handed")
async def handed():  # -> native-async
    publish("handed", "parcel")
    return {}


@app.post("/signed")
async def signed():  # -> native-async
    publish("signed", "parcel")
    return {}


@app.post("/returned")
async def returned():  # -> native-async
    publish("returned", "parcel")
    return {}


@app.post("/burnt")
async def burnt():  # -> native-async
    publish("burnt", "parcel")
    return {}


@app.post("/opened")
async def opened():  # -> native-async
    publish("opened", "parcel")
    return {}


@app.post("/closed")
async def closed():  # -> native-async
    publish("closed", "parcel")
    return {}
