from fastapi import FastAPI

from tools import *

app = FastAPI()


@app.get("/slow")
async def slow():  # -> blocking-async (helper) via time.sleep
    return slow_double(2)
