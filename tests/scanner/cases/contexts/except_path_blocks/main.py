import requests
from fastapi import FastAPI, HTTPException

app = FastAPI()


def report(error):  # -> blocking-async via requests.post
    requests.post("http://sentry.test/", json={"error": str(error)})


@app.get("/parse")
async def parse(value: str):  # -> blocking-async (helper) via requests.post
    try:
        return {"value": int(value)}
    except ValueError as error:
        report(error)
        raise HTTPException(400, "not a number") from error
