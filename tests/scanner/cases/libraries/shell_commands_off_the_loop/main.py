"""Commands of the shell that run in threads, or are only prepared."""

import asyncio

import sh
from fastapi import Depends, FastAPI

app = FastAPI()
git = sh.git.bake(_cwd=".")


def packed():  # -> converted-def via sh.Command.__call__
    return str(git.show("-s"))


@app.get("/offloaded")
async def offloaded():  # -> native-async
    return str(await asyncio.to_thread(sh.git, "log"))


@app.get("/needed")
async def needed(text: str = Depends(packed)):  # -> native-async
    return text


@app.get("/prepared")
async def prepared():  # -> native-async
    command = sh.ls.bake("-l")
    return str(type(command))


@app.get("/plain")
def plain():  # -> converted-def
    return str(sh.ls("-l"))
