from pathlib import Path

from fastapi import FastAPI

app = FastAPI()


@app.get("/readme")
def readme():  # -> converted-def
    return Path(__file__).read_text()[:10]
