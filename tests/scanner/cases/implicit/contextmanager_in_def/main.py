import subprocess
from contextlib import contextmanager

from fastapi import FastAPI


@contextmanager
def checkout():  # -> converted-def
    subprocess.run(["true"])
    yield "dir"


app = FastAPI()


@app.post("/build")
def build():  # -> converted-def
    with checkout() as path:
        return {"path": path}
