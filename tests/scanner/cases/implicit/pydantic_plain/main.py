from fastapi import FastAPI
from pydantic import BaseModel, field_validator


class Item(BaseModel):
    name: str

    @field_validator("name")
    @classmethod
    def strip(cls, value):
        return value.strip()


app = FastAPI()


@app.post("/items", response_model=Item)
async def create(item: Item):  # -> native-async (no-io)
    return item
