from fastapi import APIRouter, Depends, Response
from fastapi.concurrency import run_in_threadpool

from parcels.application.services import LabelService
from parcels.web.state import labels

router = APIRouter(prefix="/labels")


@router.get("/blank")
async def blank(service: LabelService = Depends(labels)):  # -> native-async
    return Response(service.blank(), media_type="image/svg+xml")


@router.get("/{number}")
async def label(number: str, service: LabelService = Depends(labels)):  # -> native-async
    return Response(await run_in_threadpool(service.render, number), media_type="image/svg+xml")


@router.get("/{number}/inline")
async def inline(number: str, service: LabelService = Depends(labels)):  # -> blocking-async
    return Response(service.render(number), media_type="image/svg+xml")
