from fastapi import FastAPI
from sqlmodel import Field, SQLModel


class HeroBase(SQLModel):
    name: str


class Hero(HeroBase, table=True):
    id: int | None = Field(default=None, primary_key=True)


class HeroCreate(HeroBase):
    pass


app = FastAPI()


@app.post("/heroes")
async def create(hero: HeroCreate):  # -> native-async (no-io)
    return Hero.model_validate(hero).model_dump()
