from fastapi import FastAPI
from huggingface_hub import hf_hub_download

app = FastAPI()


@app.post("/models")
async def fetch():  # -> blocking-async (handler) via huggingface_hub.hf_hub_download
    return str(hf_hub_download("org/model", "config.json"))
