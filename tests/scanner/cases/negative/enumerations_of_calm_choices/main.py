import enum
import time

from fastapi import FastAPI


class Speed(enum.Enum):
    QUICK = "quick"
    SLOW = "slow"

    @property
    def steps(self):
        return {Speed.QUICK: 1, Speed.SLOW: 9}[self]

    def run(self):  # -> converted-def
        match self:
            case Speed.QUICK:
                return self.steps
            case Speed.SLOW:
                time.sleep(0.01)
                return self.steps


app = FastAPI()


@app.get("/quick")
async def quick():  # -> native-async
    return Speed.QUICK.run()


@app.get("/named")
async def named():  # -> native-async
    return Speed("quick").run()


@app.get("/slow")
def slow():  # -> converted-def
    return Speed.SLOW.run()
