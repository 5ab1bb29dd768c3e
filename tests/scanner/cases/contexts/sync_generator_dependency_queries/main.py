from collections.abc import Iterator

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session

from db import SessionLocal


def tenant_session() -> Iterator[Session]:  # -> converted-def
    with SessionLocal() as session:
        session.execute(text("select 1"))
        yield session
        session.commit()


app = FastAPI()


@app.get("/ping")
async def ping(session: Session = Depends(tenant_session)):  # -> native-async
    return {"active": session.is_active}
