from fastapi import Depends, FastAPI
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Team, get_db

app = FastAPI()


@app.get("/teams")
async def teams(db: AsyncSession = Depends(get_db)):  # -> native-async
    team = (await db.scalars(select(Team))).first()
    return [member.id for member in team.members]  # !! CL203
