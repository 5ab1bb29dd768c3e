from fastapi import APIRouter

from quiz.deps import Player, ThreadPlayer

router_v1 = APIRouter()
router_v2 = APIRouter()


@router_v1.get("/me")
async def me_v1(player: ThreadPlayer):  # -> native-async
    return player


@router_v2.get("/me")
@router_v2.get("/self")
async def me_v2(player: ThreadPlayer):  # -> native-async
    return player


@router_v2.get("/count")
async def count():  # -> native-async
    return 1
