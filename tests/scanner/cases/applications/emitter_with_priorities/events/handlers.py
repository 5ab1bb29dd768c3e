import time

import requests

from events.emitter import emitter


@emitter.on("created", priority=5)
def post_webhook(item):  # -> blocking-async
    return requests.post("http://hooks.test/created", json=item).status_code


@emitter.on("created")
def validate(item):
    return bool(item)


@emitter.on("seen")
def count(item):
    return len(item)


@emitter.on("seen")
async def seen_async(item):
    return len(item)


@emitter.on("report")
def build_report(item):  # -> blocking-async
    time.sleep(0.01)
    return item


@emitter.on("job:after")
def after_job():  # -> blocking-async
    time.sleep(0.01)


@emitter.on("calm:before")
def before_calm():
    return 1


@emitter.once("first")
def first(item):  # -> blocking-async
    time.sleep(0.01)


class Listener:
    def __init__(self, hub):
        self.items = []
        hub.on("weak", weak=True)(self.receive)
        hub.on("weakslow", weak=True)(self.slow)

    def receive(self, item):
        self.items.append(item)

    def slow(self, item):  # -> blocking-async
        time.sleep(0.01)


listener = Listener(emitter)
