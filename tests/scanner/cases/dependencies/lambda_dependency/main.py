import time

from fastapi import Depends, FastAPI

app = FastAPI()


def nap():  # -> converted-def
    time.sleep(0.01)
    return 1


@app.get("/nap")
async def read(value=Depends(lambda: nap())):  # -> native-async
    return value
