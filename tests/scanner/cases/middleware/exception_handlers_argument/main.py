import requests
from fastapi import FastAPI
from fastapi.responses import JSONResponse


class Missing(Exception):
    pass


async def on_missing(request, error):  # -> blocking-async via requests.post
    requests.post("http://errors.test/", json={"error": str(error)})
    return JSONResponse({}, status_code=404)


app = FastAPI(exception_handlers={Missing: on_missing})


@app.get("/things")
async def things():  # -> native-async (no-io)
    raise Missing("things")
