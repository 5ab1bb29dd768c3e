from urllib.parse import quote, urlsplit

from fastapi import FastAPI

app = FastAPI()


@app.get("/parsed")
async def parsed(url: str = "http://a.test/b"):  # -> native-async (no-io)
    return [urlsplit(url).netloc, quote(url)]
