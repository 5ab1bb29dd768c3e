import time

from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
sent = []


def deliver(name):  # -> converted-def
    time.sleep(0.001)
    sent.append(name)


async def note(name):
    sent.append(name)


class Outbox:
    def __init__(self, tasks):
        self.tasks = tasks

    def put(self, name):
        self.tasks.add_task(deliver, name)


@app.post("/mails")
async def mail(tasks: BackgroundTasks):  # -> native-async
    Outbox(tasks).put("x")
    return len(sent)


@app.post("/notes")
async def notes(tasks: BackgroundTasks):  # -> native-async
    tasks.add_task(note, "x")
    return len(sent)
