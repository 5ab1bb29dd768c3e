import subprocess

from fastapi import FastAPI


def walk(depth):  # -> blocking-async via subprocess.run
    if depth == 0:
        return subprocess.run(["true"]).returncode
    return walk(depth - 1)


app = FastAPI()


@app.get("/walk")
async def read():  # -> blocking-async (helper) via subprocess.run
    return walk(3)
