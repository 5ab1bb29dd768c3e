"""Of classes that share a method, a handler calls that of the class it was registered for."""

import time

from fastapi import FastAPI
from fastapi.responses import JSONResponse


class Late(Exception):
    def tell(self):  # -> converted-def
        time.sleep(0.001)
        return {}


class Early(Exception):
    def tell(self):
        return {}


app = FastAPI()


@app.exception_handler(Early)
async def on_early(request, error):
    return JSONResponse(error.tell(), status_code=425)


@app.exception_handler(Late)
def on_late(request, error):  # -> converted-def
    return JSONResponse(error.tell(), status_code=408)


@app.get("/early")
async def early():  # -> native-async
    raise Early


@app.get("/late")
async def late():  # -> native-async
    raise Late


@app.get("/neither")
async def neither():  # -> native-async
    return Early().tell()
