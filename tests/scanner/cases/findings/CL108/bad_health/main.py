from fastapi import FastAPI

app = FastAPI()


@app.get("/healthz")
def healthz():  # !! CL108 # -> converted-def
    return {"status": "alive"}
