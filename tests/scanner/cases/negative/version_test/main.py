import sys
import time

from fastapi import FastAPI

if sys.version_info >= (3, 9):

    def pause():
        return None
else:

    def pause():
        time.sleep(1)


app = FastAPI()


@app.get("/quick")
async def quick():  # -> native-async (no-io)
    pause()
    return {}
