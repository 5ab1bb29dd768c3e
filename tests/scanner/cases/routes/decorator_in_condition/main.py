import time

from fastapi import FastAPI

DEBUG = True
app = FastAPI()

if DEBUG:

    @app.get("/debug")
    async def debug():  # -> blocking-async via time.sleep
        time.sleep(0.01)
        return {}
