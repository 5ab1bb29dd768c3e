import inner
from fastapi import FastAPI
from listing import Listing
from names import NAMES

app = FastAPI()
listing = Listing(NAMES)
app.include_router(listing.router, prefix="/outer")
app.mount("/inner", inner.app)


@app.get("/health")
async def health():  # -> native-async (no-io)
    return {}
