import time

from fastapi import FastAPI

app = FastAPI()


class Failure(Exception):
    def __init__(self, code: int) -> None:  # -> blocking-async
        super().__init__(code)
        self.detail = self.describe()

    def describe(self) -> str:  # -> blocking-async
        time.sleep(0.001)
        return "x"


class Plain(Exception):
    pass


def risky(n: int) -> int:  # -> blocking-async
    if n > 0:
        raise Failure(n)
    return n


@app.get("/caught")
async def caught():  # -> blocking-async
    try:
        return risky(1)
    except Failure as error:
        return error.detail


@app.get("/else")
async def with_else():  # -> blocking-async
    try:
        value = int("3")
    except ValueError:
        value = 0
    else:
        time.sleep(0.001)
    finally:
        pass
    return value


@app.get("/group")
async def group():  # -> blocking-async
    try:
        raise ExceptionGroup("x", [Plain()])
    except* Plain:
        time.sleep(0.001)
    return 1


@app.get("/never")
async def never():  # -> native-async
    try:
        return 1
    except Plain as error:
        return error.args


@app.get("/assert")
async def asserted():  # -> native-async
    assert True, risky(1)
    return 1
