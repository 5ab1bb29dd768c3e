"""Messages pushed with what is awaited or in a thread; uploads and local files never decide."""

import asyncio
from typing import List

import fsspec
from fastapi import FastAPI, File, UploadFile
from lnurl import execute_pay_request, handle
from py_vapid import Vapid
from pywebpush import webpush, webpush_async
from vercel.sandbox import AsyncSandbox

app = FastAPI()


class Store:
    def __init__(self) -> None:
        self.files: fsspec.AbstractFileSystem = fsspec.filesystem("file")

    def add(self, path: str) -> None:
        self.files.makedirs(path, exist_ok=True)


store = Store()


@app.get("/push")
async def pushed():  # -> native-async
    await webpush_async({}, "x", Vapid().from_pem(b"k"))


@app.get("/push/off")
async def pushed_off():  # -> native-async (offloaded)
    await asyncio.to_thread(webpush, {}, "x")


@app.get("/pay")
async def pay():  # -> native-async
    await execute_pay_request(await handle("lnurl1x"), "1")


@app.get("/sandbox")
async def sandbox():  # -> native-async
    box = await AsyncSandbox.create(runtime="python3.13")
    await box.run_command("ls")
    await box.stop()


@app.post("/files")
async def files(given: List[UploadFile] = File(...)):  # -> native-async
    store.add("/srv/channels")
    return [len(file.file.read()) for file in given]
