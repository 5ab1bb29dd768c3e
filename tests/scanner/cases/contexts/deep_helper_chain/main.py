from fastapi import FastAPI

from service import build_report

app = FastAPI()


@app.get("/report")
async def report():  # -> blocking-async (helper) via requests.get
    return build_report("2024")
