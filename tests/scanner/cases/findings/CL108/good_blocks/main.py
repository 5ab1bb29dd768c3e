import time

from fastapi import FastAPI

app = FastAPI()


@app.get("/slow")
def slow():  # -> converted-def
    time.sleep(0.01)
    return {}
