from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
async def health():  # -> native-async (no-io)
    return {"ok": True}
