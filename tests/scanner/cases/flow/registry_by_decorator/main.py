from fastapi import FastAPI

from registry import STEPS
import steps

app = FastAPI()


@app.post("/pipeline")
async def pipeline():  # -> blocking-async (helper) via requests.get
    return [step() for step in STEPS.values()]
