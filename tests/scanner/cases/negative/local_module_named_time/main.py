from fastapi import FastAPI

from project.time import sleep

app = FastAPI()


@app.get("/quick")
async def quick():  # -> native-async (no-io)
    sleep(5)
    return {}
