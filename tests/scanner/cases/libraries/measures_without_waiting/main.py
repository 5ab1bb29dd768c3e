import psutil
from fastapi import FastAPI

PAUSE = 0.01
app = FastAPI()


def load(interval=None):
    return psutil.cpu_percent(interval=interval)


def load_over(interval):  # -> blocking-async
    return psutil.cpu_percent(interval)


@app.get("/since")
async def since():  # -> native-async
    return load()


@app.get("/none")
async def none():  # -> native-async
    return psutil.cpu_percent(interval=None)


@app.get("/zero")
async def zero():  # -> native-async
    return psutil.cpu_percent(0.0)


@app.get("/over")
async def over():  # -> blocking-async (helper)
    return load_over(PAUSE)
