import time
from abc import ABC, abstractmethod

from fastapi import FastAPI


class Job(ABC):
    def execute(self):  # -> blocking-async via time.sleep
        self.prepare()
        return self.work()

    def prepare(self):
        return None

    @abstractmethod
    def work(self): ...


class SlowJob(Job):
    def work(self):  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return "done"


app = FastAPI()


@app.post("/job")
async def job():  # -> blocking-async (helper) via time.sleep
    return SlowJob().execute()
