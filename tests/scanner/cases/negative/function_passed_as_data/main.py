import time

from fastapi import FastAPI


def slow():
    time.sleep(10)


app = FastAPI()


@app.get("/jobs")
async def jobs():  # -> native-async (no-io)
    table = {"slow": slow}
    return [f"{name}:{function.__name__}" for name, function in table.items()]
