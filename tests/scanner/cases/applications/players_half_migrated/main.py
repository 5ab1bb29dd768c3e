from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, joinedload

from app import crud
from app.crud import players, teams
from app.db import AsyncSessionLocal, Player, SessionLocal, Team, get_async_db, get_db, get_db_on_loop, get_either, unit

app = FastAPI()


@app.get("/sync/{id}")
async def sync(id: int, db: Session = Depends(get_db)):  # -> blocking-async
    return teams.get(db, id).name


@app.get("/def/{id}")
def def_(id: int, db: Session = Depends(get_db)):  # -> converted-def
    return teams.get(db, id).name


@app.get("/async/{id}")
async def async_(id: int, db: AsyncSession = Depends(get_async_db)):  # -> native-async
    return (await teams.aget(db, id)).name


@app.get("/bridged/{id}")
async def bridged(id: int, db: AsyncSession = Depends(get_async_db)):  # -> native-async
    return (await teams.bridged(db, id)).name


@app.get("/bridged")
async def bridged_list(db: AsyncSession = Depends(get_async_db)):  # -> native-async
    return [t.name for t in await teams.bridged_list(db)]


@app.get("/bridged/{id}/names")
async def bridged_names(id: int, db: AsyncSession = Depends(get_async_db)):  # -> native-async
    return await teams.bridged_names(db, id)


@app.get("/moved/{id}")
async def moved(id: int):  # -> native-async
    return (await players.moved(id)).name


@app.get("/any/{id}")
async def any_(id: int, db: AsyncSession = Depends(get_async_db)):  # -> native-async
    return (await players.get_any(db, id)).name


@app.get("/any/sync/{id}")
async def any_sync(id: int, db: Session = Depends(get_db)):  # -> blocking-async
    return (await players.get_any(db, id)).name


@app.get("/count")
async def count(db: AsyncSession = Depends(get_async_db)):  # -> native-async
    return await players.count(db)


@app.get("/names/{id}")
async def names(id: int, db: AsyncSession = Depends(get_async_db)):  # -> native-async
    return await teams.anames(db, id)


@app.get("/names/eager/{id}")
async def eager(id: int, db: AsyncSession = Depends(get_async_db)):  # -> native-async
    return await teams.eager_names(db, id)


@app.get("/names/thread/{id}")
async def names_thread(id: int, db: Session = Depends(get_db)):  # -> native-async
    return await run_in_threadpool(teams.names, db, id)


@app.get("/lazy/{id}")
async def lazy(id: int, db: Session = Depends(get_db)):  # -> blocking-async
    player = await run_in_threadpool(players.get, db, id)
    return player.team.name


@app.get("/eager/{id}")
async def eager_sync(id: int, db: Session = Depends(get_db)):  # -> native-async
    stmt = select(Player).options(joinedload(Player.team)).where(Player.id == id)
    player = await run_in_threadpool(db.scalar, stmt)
    return player.team.name


@app.get("/page")
async def page(db: AsyncSession = Depends(get_async_db)):  # -> native-async
    return await crud.all_teams(db, page=1)


@app.get("/page/players")
async def page_players(db: Session = Depends(get_db)):  # -> blocking-async
    return await crud.all_players(db)


@app.get("/paginate")
async def paginate(db: Session = Depends(get_db)):  # -> blocking-async
    return crud.paginate(db, select(Team))


@app.get("/paginate/def")
def paginate_def(db: Session = Depends(get_db)):  # -> converted-def
    return crud.paginate(db, select(Team))


@app.get("/apaginate")
async def apaginate(db: AsyncSession = Depends(get_async_db)):  # -> native-async
    return await crud.apaginate(db, select(Team))


@app.get("/paginate/bridged")
async def paginate_bridged(db: AsyncSession = Depends(get_async_db)):  # -> native-async
    return await db.run_sync(crud.paginate, select(Team), size=5)


@app.get("/loop")
def on_loop(db: Session = Depends(get_db_on_loop)):  # -> converted-def
    return teams.get(db, 1).name


@app.get("/loop/async")
async def on_loop_async(db: Session = Depends(get_db_on_loop)):  # -> blocking-async
    return teams.get(db, 1).name


@app.post("/unit")
async def with_unit():  # -> native-async
    async with unit() as db:
        db.add(Team(name="n"))
    return 1


@app.get("/either")
async def either():  # -> native-async
    async with get_either()() as db:
        return (await teams.aget(db, 1)).name


@app.get("/either/sync")
async def either_sync():  # -> blocking-async
    with get_either(sync=True)() as db:
        return teams.get(db, 1).name


@app.get("/engine")
async def engine_of(db: AsyncSession = Depends(get_async_db)):  # -> native-async
    return await db.run_sync(lambda s: s.connection().exec_driver_sql("select 1").scalar())


@app.get("/mixed/{id}")
async def mixed(id: int, db: AsyncSession = Depends(get_async_db), old: Session = Depends(get_db)):  # -> blocking-async
    team = await teams.aget(db, id)
    return [p.name for p in old.scalars(select(Player).where(Player.team_id == team.id))]
