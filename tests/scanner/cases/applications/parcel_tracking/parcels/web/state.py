from typing import Annotated

from fastapi import Depends, Request

from parcels.application.services import LabelService, QuoteService, TrackingService


def _tracking(request: Request) -> TrackingService:
    return request.state.tracking


def _drafts(request: Request) -> TrackingService:
    return request.state.drafts


def _quotes(request: Request) -> QuoteService:
    return request.state.quotes


Tracking = Annotated[TrackingService, Depends(_tracking)]
Drafts = Annotated[TrackingService, Depends(_drafts)]
Quotes = Annotated[QuoteService, Depends(_quotes)]


async def labels(request: Request) -> LabelService:
    return request.state.labels
