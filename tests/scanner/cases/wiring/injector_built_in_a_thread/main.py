import time

from fastapi import FastAPI
from fastapi_injector import Injected, SyncInjected, attach_injector
from injector import Injector, inject


class Model:
    def __init__(self):  # -> converted-def
        time.sleep(0.01)

    def guess(self) -> int:
        return 1


class Predictor:
    @inject
    def __init__(self, model: Model):
        self.model = model

    def guess(self) -> int:
        return self.model.guess()


class Counter:
    def count(self) -> int:
        return 1


app = FastAPI()
attach_injector(app, Injector())


@app.get("/guess")
async def guess(predictor: Predictor = SyncInjected(Predictor)):  # -> native-async
    return predictor.guess()


@app.get("/threaded")
def threaded(predictor: Predictor = SyncInjected(Predictor)):  # -> converted-def
    return predictor.guess()


@app.get("/count")
async def count(counter: Counter = Injected(Counter)):  # -> native-async
    return counter.count()
