import time

from fastapi import FastAPI

app = FastAPI()


class Failed(Exception):
    def __init__(self, code=1):
        super().__init__(code)
        self.code = code

    def report(self):
        time.sleep(0.001)


@app.get("/codes")
async def codes():  # -> native-async
    out = []
    try:
        raise ExceptionGroup("x", [Failed(2), ValueError()])
    except* Failed as group:
        out = [error.code for error in group.exceptions]
    except* ValueError as group:
        out.append(str(group))
    return out


@app.get("/split")
async def split():  # -> native-async
    try:
        raise ExceptionGroup("x", [Failed(), ValueError()])
    except ExceptionGroup as group:
        failed, others = group.split(Failed)
        return len(failed.exceptions) + len(others.exceptions)
