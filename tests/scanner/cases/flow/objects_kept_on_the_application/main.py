"""A factory keeps services on the application itself; handlers reach them through the request."""

from fastapi import FastAPI

from services import Clock, Reports
from views import router


def create(reports: Reports, clock):
    app = FastAPI()
    app.include_router(router)
    app.reports = reports
    app.clock = clock
    app.limits = {"size": 3}
    return app


app = create(Reports(), Clock())
