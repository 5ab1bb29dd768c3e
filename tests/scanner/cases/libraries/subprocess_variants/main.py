import os
import subprocess

from fastapi import FastAPI

app = FastAPI()


@app.get("/output")
async def output():  # -> blocking-async (handler) via subprocess.check_output
    return subprocess.check_output(["echo", "a"]).decode()


@app.get("/popen")
async def popen():  # -> blocking-async (handler)
    process = subprocess.Popen(["true"])
    return process.wait()


@app.get("/system")
async def system():  # -> blocking-async (handler) via os.system
    return os.system("true")
