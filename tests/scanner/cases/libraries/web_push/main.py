"""Messages are pushed to browsers, sandboxes made and passwords asked of PAM where the request is served."""

from fastapi import FastAPI
from lnurl import handle
from pamela import authenticate
from py_vapid import Vapid
from pywebpush import webpush
from vercel.sandbox import Sandbox

app = FastAPI()


async def push(subscription: dict, text: str) -> None:  # -> blocking-async via pywebpush.webpush
    webpush(subscription, text, Vapid().from_pem(b"k"), {"sub": "mailto:a@b.test"})


@app.get("/push")
async def pushed():  # -> blocking-async via pywebpush.webpush
    await push({}, "x")


@app.get("/push/thread")
def pushed_in_thread():  # -> converted-def
    webpush({}, "x")


@app.get("/sandbox")
async def sandbox():  # -> blocking-async via vercel.sandbox.Sandbox.create
    box = Sandbox.create(runtime="python3.13")
    box.run_command("ls")


@app.get("/pay")
async def pay():  # -> native-async
    await handle("lnurl1x")


@app.get("/login")
async def login():  # -> blocking-async via pamela.authenticate
    authenticate("a", "b", service="login")
