from fastapi import APIRouter

from parcels.web.state import Quotes

router = APIRouter(prefix="/quotes")


@router.get("")
async def quote(origin: str, target: str, service: Quotes) -> float:  # -> native-async
    return await service.quote(origin, target)


@router.get("/flat")
async def flat(distance: float, service: Quotes) -> float:  # -> native-async
    return service.price(distance)
