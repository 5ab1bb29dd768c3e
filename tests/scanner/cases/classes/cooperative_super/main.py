import time

from fastapi import FastAPI


class Saver:
    def save(self):
        return ["saved"]


class Slow(Saver):
    def save(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return [*super().save(), "slow"]


class Logged(Saver):
    def save(self):  # -> blocking-async via time.sleep
        return [*super().save(), "logged"]


class Document(Logged, Slow):
    pass


app = FastAPI()


@app.post("/documents")
async def save():  # -> blocking-async (helper) via time.sleep
    return Document().save()
