from fastapi import Depends

from db import scoped


def unit():
    with scoped() as made:
        yield made


async def unit_async():  # -> blocking-async
    with scoped() as made:
        yield made


Unit = Depends(unit)
UnitAsync = Depends(unit_async)
