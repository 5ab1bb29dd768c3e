from fastapi import FastAPI

from clock import wait

app = FastAPI()


@app.post("/wait")
async def post():  # -> blocking-async (helper)
    wait(1)  # !! CL101
    return {}
