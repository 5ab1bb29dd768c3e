import time

from fastapi import FastAPI
from fastapi.responses import JSONResponse


class SlowJSON(JSONResponse):
    def render(self, content):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return super().render(content)


app = FastAPI()


@app.get("/explicit")
async def explicit():  # -> blocking-async via time.sleep
    return SlowJSON({"a": 1})


@app.get("/class", response_class=SlowJSON)
async def by_class():  # -> blocking-async via time.sleep
    return {"a": 1}
