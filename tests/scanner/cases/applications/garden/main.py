from fastapi import FastAPI

from garden.plots import router
from garden.watering import Valve, watering

app = FastAPI()
app.include_router(router)
app.include_router(watering)
