from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine("postgresql+psycopg://app@db/app")
app = FastAPI()


def session():  # -> converted-def
    with Session(engine) as opened:
        yield opened
        opened.execute(text("select 1"))
        opened.commit()


def rows(found: Session = Depends(session)):  # -> converted-def
    return found.execute(text("select 1")).all()


@app.get("/rows")
async def index(found=Depends(rows)):  # -> native-async
    return len(found)


@app.get("/held")
async def held(found: Session = Depends(session)):  # -> native-async
    return found.is_active
