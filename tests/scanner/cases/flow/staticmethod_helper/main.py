import subprocess

from fastapi import FastAPI


class Git:
    @staticmethod
    def head():  # -> blocking-async via subprocess.run
        return subprocess.run(["true"], check=True).returncode


app = FastAPI()


@app.get("/head")
async def head():  # -> blocking-async (helper) via subprocess.run
    return Git.head()
