import time

from fastapi import FastAPI


class Service:
    def __init__(self, seconds):
        self.seconds = seconds

    def run(self):  # -> blocking-async via time.sleep
        time.sleep(self.seconds)
        return "ran"


class Container:
    def __init__(self):
        self._services = {}

    def register(self, kind, service):
        self._services[kind] = service

    def resolve(self, kind):
        return self._services[kind]


container = Container()
container.register(Service, Service(0.001))
app = FastAPI()


@app.post("/run")
async def run():  # -> blocking-async (helper) via time.sleep
    return container.resolve(Service).run()
