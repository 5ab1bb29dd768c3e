import time

from fastapi import FastAPI

app = FastAPI()


@app.post("/reports")
def create_report():  # -> converted-def (born-def)
    time.sleep(2)
    return {"status": "done"}
