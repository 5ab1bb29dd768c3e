from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from parcels.web.state import Drafts, Tracking

router = APIRouter(prefix="/parcels")


@router.get("/carriers")
async def carriers(service: Tracking) -> list[str]:  # -> native-async
    return service.carriers()


@router.get("/watch")
async def watch(service: Tracking):  # -> native-async
    return StreamingResponse(service.watch(["1", "2"]), media_type="text/event-stream")


@router.get("/dump")
async def dump(service: Tracking):  # -> native-async
    return StreamingResponse(service.dump(["1", "2"]), media_type="text/plain")


@router.get("/{number}")
async def show(number: str, service: Tracking):  # -> blocking-async
    return service.find(number)


@router.post("/{number}")
def register(number: str, service: Tracking):  # -> converted-def
    return service.register(number)


@router.put("/{number}")
async def register_async(number: str, service: Tracking):  # -> native-async
    return await service.register_quietly(number)


@router.get("/{number}/fleet")
async def where_fleet(number: str, service: Tracking):  # -> native-async
    return service.where(number, "fleet")


@router.get("/{number}/courier")
async def where_courier(number: str, service: Tracking):  # -> blocking-async
    return service.where(number, "courier")


@router.get("/drafts/{number}")
async def draft(number: str, service: Drafts):  # -> native-async
    return service.find(number)


@router.post("/drafts/{number}")
async def make_draft(number: str, service: Drafts):  # -> native-async
    return service.register(number)
