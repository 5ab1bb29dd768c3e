from fastapi import FastAPI

from lending.api import router
from lending.bootstrap import build_bus

app = FastAPI(title="Lending")
app.state.bus = build_bus()
app.include_router(router)
