import requests
from fastapi import Depends, FastAPI, Request


def attach(request: Request):
    request.state.http = requests.Session()


app = FastAPI(dependencies=[Depends(attach)])


@app.get("/remote")
async def remote(request: Request):  # -> blocking-async (handler) via requests.Session.get
    return request.state.http.get("http://api.test/").json()
