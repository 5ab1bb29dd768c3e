from contextlib import asynccontextmanager

from fastapi import FastAPI

from parcels.adapters.carriers import CourierApi, InHouseFleet
from parcels.adapters.geocoding import CachingGeocoder, HttpGeocoder
from parcels.adapters.memory import InMemoryParcels
from parcels.adapters.sql import SqlParcels, make_sessions
from parcels.application.services import LabelService, QuoteService, TrackingService
from parcels.web import labels, quotes, tracking

sessions = make_sessions("postgresql+psycopg://parcels")


@asynccontextmanager
async def lifespan(app: FastAPI):
    geocoder = CachingGeocoder(HttpGeocoder("http://geo.example.com"))
    parcels = SqlParcels(sessions)
    yield {
        "tracking": TrackingService(parcels, [InHouseFleet(), CourierApi("http://courier.example.com")]),
        "drafts": TrackingService(InMemoryParcels(), [InHouseFleet()]),
        "quotes": QuoteService(geocoder),
        "labels": LabelService(parcels),
    }


app = FastAPI(lifespan=lifespan)
app.include_router(tracking.router, prefix="/v1")
app.include_router(quotes.router, prefix="/v1")
app.include_router(labels.router, prefix="/v1")
