from types import SimpleNamespace

from fastapi import FastAPI

app = FastAPI()
time = SimpleNamespace(sleep=float)
requests = {"get": 1}


class subprocess:
    @staticmethod
    def run(command):
        return command


@app.get("/sleep")
async def sleep():  # -> native-async
    return time.sleep(1)


@app.get("/get")
async def get():  # -> native-async
    return requests.get("get")


@app.get("/run")
async def run():  # -> native-async
    return subprocess.run("ls")
