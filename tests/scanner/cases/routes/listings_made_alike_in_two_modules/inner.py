from fastapi import FastAPI
from listing import Listing
from names import NAMES

app = FastAPI()
listing = Listing(NAMES)
app.include_router(listing.router)
