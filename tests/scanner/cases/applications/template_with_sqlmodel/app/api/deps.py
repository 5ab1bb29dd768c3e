from collections.abc import Generator
from typing import Annotated

from fastapi import Depends, Header, HTTPException
from sqlmodel import Session

from app.core.db import engine
from app.models import User


def get_db() -> Generator[Session, None, None]:
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_db)]
TokenDep = Annotated[int, Header(alias="x-user")]


def get_current_user(session: SessionDep, token: TokenDep) -> User:  # -> converted-def
    user = session.get(User, token)
    if not user:
        raise HTTPException(status_code=404)
    return user


CurrentUser = Annotated[User, Depends(get_current_user)]


async def get_superuser(current_user: CurrentUser) -> User:
    if not current_user.is_active:
        raise HTTPException(status_code=403)
    return current_user
