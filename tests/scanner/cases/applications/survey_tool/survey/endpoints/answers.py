from fastapi import APIRouter

from survey.caching import cached, guarded, local, shared, shared_async
from survey.scoring import Money, Scorer

router = APIRouter()
plain, remote = Scorer(), Scorer("remote")


@router.get("/score")
async def score():  # -> native-async
    return plain([1, 2])


@router.get("/score/remote")
async def score_remote():  # -> blocking-async
    return remote([1, 2])


@router.get("/score/remote/def")
def score_remote_def():  # -> converted-def
    return remote([3])


@router.get("/cached/local")
@cached(local)
async def cached_local():  # -> native-async
    return 1


@router.get("/cached/shared")
@cached(shared, key="answers")
async def cached_shared():  # -> blocking-async
    return 1


@router.get("/cached/async")
@cached(shared_async)
async def cached_async():  # -> native-async
    return 1


@router.get("/guarded")
@guarded(3)
async def guarded_answers():  # -> native-async
    return 1


@router.get("/price")
async def price():  # -> blocking-async
    return str(Money(1) + Money(2))


@router.get("/price/plain")
async def plain_price():  # -> native-async
    from decimal import Decimal

    return str(Decimal(1) + Decimal(2))
