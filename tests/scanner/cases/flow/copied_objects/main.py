import copy
import dataclasses
import time

from fastapi import FastAPI

app = FastAPI()


@dataclasses.dataclass(frozen=True)
class Job:
    work: object
    name: str = "job"

    def run(self):  # -> blocking-async
        return self.work(0.001)


SLOW = Job(time.sleep)
CALM = Job(float)


@app.get("/copied")
async def copied():  # -> blocking-async (helper)
    return copy.copy(SLOW).run()


@app.get("/deep")
async def deep():  # -> blocking-async (helper)
    return copy.deepcopy(SLOW).run()


@app.get("/replaced")
async def replaced():  # -> blocking-async (helper)
    return dataclasses.replace(SLOW, name="other").run()


@app.get("/fields")
async def fields():  # -> native-async
    return {"name": dataclasses.replace(CALM, name="other").name}
