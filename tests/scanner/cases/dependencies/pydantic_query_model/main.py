import time

from fastapi import Depends, FastAPI
from pydantic import BaseModel, field_validator


class Filters(BaseModel):
    name: str = "x"

    @field_validator("name", mode="before")
    @classmethod
    def clean(cls, value):  # -> converted-def
        time.sleep(0.01)
        return value


app = FastAPI()


@app.get("/things")
async def things(filters: Filters = Depends()):  # -> native-async
    return filters
