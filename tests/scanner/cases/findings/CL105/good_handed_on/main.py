import asyncio

from fastapi import FastAPI


class Lease:
    def __init__(self, release):
        self.release = release


def lease():
    async def release():
        return None

    return Lease(release)


app = FastAPI()


@app.get("/leased")
async def leased():  # -> native-async
    held = lease()
    await asyncio.sleep(0)
    await held.release()
    return {}
