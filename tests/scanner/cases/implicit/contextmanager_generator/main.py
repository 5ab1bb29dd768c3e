import subprocess
from contextlib import contextmanager

from fastapi import FastAPI


@contextmanager
def checkout():  # -> blocking-async via subprocess.run
    subprocess.run(["true"])
    yield "dir"


app = FastAPI()


@app.post("/build")
async def build():  # -> blocking-async (helper) via subprocess.run
    with checkout() as path:
        return {"path": path}
