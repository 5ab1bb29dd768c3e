import time

from fastapi import FastAPI

app = FastAPI()
QUEUE: list = []


class Step0:
    def run(self):
        QUEUE.append(Step1())


class Step1:
    def run(self):
        QUEUE.append(Step2())


class Step2:
    def run(self):
        QUEUE.append(Step3())


class Step3:
    def run(self):
        QUEUE.append(Step4())


class Step4:
    def run(self):
        QUEUE.append(Step5())


class Step5:
    def run(self):  # -> blocking-async
        time.sleep(0.001)


@app.get("/all")
async def run_all():  # -> blocking-async
    QUEUE[:] = [Step0()]
    for step in QUEUE:
        step.run()
    return len(QUEUE)
