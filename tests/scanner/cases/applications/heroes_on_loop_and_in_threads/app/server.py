from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.concurrency import run_in_threadpool

from app import crud
from app.db import SessionDep, create_db
from app.models import Hero, HeroBase, HeroPublic, HeroWithTeams, Mission, MissionPublic, Team, TeamMissions

app = FastAPI()


@app.on_event("startup")
def startup() -> None:  # -> blocking-async
    create_db()


def current_hero(hero_id: int, session: SessionDep) -> Hero:  # -> converted-def
    hero = session.get(Hero, hero_id)
    if hero is None:
        raise HTTPException(404)
    return hero


def fresh_hero(session: SessionDep, data: HeroBase) -> Hero:  # -> converted-def
    return crud.create(session, data)


def stale_hero(session: SessionDep, data: HeroBase) -> Hero:  # -> converted-def
    return crud.create_unrefreshed(session, data)


def a_team(team_id: int, session: SessionDep) -> Team:  # -> converted-def
    return crud.team(session, team_id)


def a_mission(mission_id: int, session: SessionDep) -> Mission:  # -> converted-def
    return crud.mission(session, mission_id)


@app.get("/heroes", response_model=list[HeroPublic])
def read_heroes(session: SessionDep, offset: int = 0, limit: int = 10):  # -> converted-def
    return crud.heroes(session, offset, limit)


@app.get("/heroes/full", response_model=list[HeroWithTeams])
async def read_full(session: SessionDep):  # -> native-async
    return await run_in_threadpool(crud.heroes_with_teams, session)


@app.get("/heroes/lazy", response_model=list[HeroWithTeams])
async def read_lazy(session: SessionDep):  # -> blocking-async
    return await run_in_threadpool(crud.heroes, session, 0, 10)


@app.get("/heroes/plain", response_model=list[HeroPublic])
async def read_plain(session: SessionDep):  # -> native-async
    return await run_in_threadpool(crud.heroes, session, 0, 10)


@app.get("/heroes/{hero_id}", response_model=HeroPublic)
async def read_hero(hero: Annotated[Hero, Depends(current_hero)]):  # -> native-async
    return hero


@app.get("/heroes/{hero_id}/names")
async def names(hero: Annotated[Hero, Depends(current_hero)]):  # -> blocking-async
    return hero.team_names


@app.get("/heroes/{hero_id}/dump")
async def dump(hero: Annotated[Hero, Depends(current_hero)]):  # -> native-async
    return hero.model_dump()


@app.post("/heroes", response_model=HeroPublic)
async def add_hero(hero: Annotated[Hero, Depends(fresh_hero)]):  # -> native-async
    return hero


@app.post("/heroes/stale", response_model=HeroPublic)
async def add_stale(hero: Annotated[Hero, Depends(stale_hero)]):  # -> blocking-async
    return hero


@app.patch("/heroes/{hero_id}", response_model=HeroPublic)
def patch(hero: Annotated[Hero, Depends(current_hero)], session: SessionDep, data: HeroBase):  # -> converted-def
    hero.sqlmodel_update(data.model_dump(exclude_unset=True))
    session.add(hero)
    session.commit()
    session.refresh(hero)
    return hero


@app.delete("/heroes/{hero_id}")
async def delete(hero: Annotated[Hero, Depends(current_hero)], session: SessionDep):  # -> blocking-async
    session.delete(hero)
    session.commit()
    return {"ok": True}


@app.get("/teams/{team_id}", response_model=TeamMissions)
async def team(team: Annotated[Team, Depends(a_team)]):  # -> native-async
    return team


@app.get("/teams/{team_id}/heroes", response_model=list[HeroPublic])
async def team_heroes(team: Annotated[Team, Depends(a_team)]):  # -> blocking-async
    return team.heroes


@app.get("/missions/{mission_id}", response_model=MissionPublic)
async def mission(mission: Annotated[Mission, Depends(a_mission)]):  # -> native-async
    return mission


@app.get("/missions/{mission_id}/city")
async def mission_city(mission: Annotated[Mission, Depends(a_mission)]):  # -> blocking-async
    return mission.team.city


@app.get("/count")
async def count(session: SessionDep):  # -> blocking-async
    return crud.count(session)


@app.post("/heroes/body")
async def echo(data: HeroBase) -> HeroBase:  # -> native-async
    hero = Hero.model_validate(data)
    return HeroBase(name=hero.name, age=hero.age)
