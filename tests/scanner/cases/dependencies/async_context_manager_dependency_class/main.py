import time

from fastapi import Depends, FastAPI


class Connection:
    async def __aenter__(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return self

    async def __aexit__(self, *error):
        return None


async def connection():  # -> blocking-async via time.sleep
    async with Connection() as opened:
        yield opened


app = FastAPI()


@app.get("/things")
def things(opened=Depends(connection)):  # -> blocking-async (dependency) via time.sleep
    return type(opened).__name__
