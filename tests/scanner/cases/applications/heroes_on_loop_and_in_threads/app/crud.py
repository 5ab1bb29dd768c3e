from sqlalchemy.orm import selectinload
from sqlmodel import Session, col, func, select

from app.models import Hero, HeroBase, Mission, Team


def heroes(session: Session, offset: int, limit: int) -> list[Hero]:  # -> converted-def
    return list(session.exec(select(Hero).offset(offset).limit(limit)).all())


def heroes_with_teams(session: Session) -> list[Hero]:  # -> converted-def
    return list(session.exec(select(Hero).options(selectinload(Hero.teams))).all())


def create(session: Session, data: HeroBase) -> Hero:  # -> converted-def
    hero = Hero.model_validate(data)
    session.add(hero)
    session.commit()
    session.refresh(hero)
    return hero


def create_unrefreshed(session: Session, data: HeroBase) -> Hero:  # -> converted-def
    hero = Hero.model_validate(data)
    session.add(hero)
    session.commit()
    return hero


def team(session: Session, key: int) -> Team | None:  # -> converted-def
    return session.get(Team, key)


def count(session: Session) -> int:  # -> blocking-async
    return session.exec(select(func.count(col(Hero.id)))).one()


def mission(session: Session, key: int) -> Mission:  # -> converted-def
    return session.exec(select(Mission).where(Mission.id == key)).one()
