import requests
from fastapi import Depends, FastAPI


def verify():  # -> converted-def
    requests.get("http://auth.test/verify")


app = FastAPI(dependencies=[Depends(verify)])


@app.get("/ping")
async def ping():  # -> native-async
    return "pong"
