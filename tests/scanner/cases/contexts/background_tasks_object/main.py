import requests
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from starlette.background import BackgroundTasks


def ping(url):  # -> converted-def
    requests.get(url)


async def ping_on_loop(url):  # -> blocking-async via requests.get
    requests.get(url)


app = FastAPI()


@app.get("/mixed")
async def mixed():  # -> blocking-async (background) via requests.get
    tasks = BackgroundTasks()
    tasks.add_task(ping, "http://a.test/")
    tasks.add_task(ping_on_loop, "http://b.test/")
    return PlainTextResponse("ok", background=tasks)


@app.get("/threaded")
async def threaded():  # -> native-async
    tasks = BackgroundTasks()
    tasks.add_task(ping, "http://a.test/")
    return PlainTextResponse("ok", background=tasks)
