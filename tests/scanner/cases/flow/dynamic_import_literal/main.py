import importlib

from fastapi import FastAPI

backend = importlib.import_module("slow_backend")
app = FastAPI()


@app.get("/load")
async def load():  # -> blocking-async (helper) via requests.get
    return backend.load("a")
