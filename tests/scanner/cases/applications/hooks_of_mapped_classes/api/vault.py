from fastapi import APIRouter, Depends
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from orm.models import Vault
from orm.session import get_async

router = APIRouter(prefix="/vault")


@router.get("/{key}")
async def read(key: int, db: AsyncSession = Depends(get_async)):  # -> blocking-async
    return (await db.scalars(select(Vault))).first().content
