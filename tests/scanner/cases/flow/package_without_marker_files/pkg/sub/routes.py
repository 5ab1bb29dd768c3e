from fastapi import APIRouter

from ..core import one as first

try:
    import ujson_missing as json
except ImportError:
    import json

router = APIRouter()


@router.get("/sub")
async def sub():  # -> native-async
    return json.dumps(first.calm())


@router.get("/sub-slow")
def sub_slow():  # -> converted-def
    return first.start(1)
