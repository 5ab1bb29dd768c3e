import requests
from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, validates


class Base(DeclarativeBase):
    pass


class Address(Base):
    __tablename__ = "addresses"
    id: Mapped[int] = mapped_column(primary_key=True)
    postcode: Mapped[str]

    @validates("postcode")
    def check_postcode(self, key, value):  # -> blocking-async via requests.get
        requests.get(f"http://post.test/{value}")
        return value


app = FastAPI()


@app.post("/addresses")
async def create(postcode: str):  # -> blocking-async (helper) via requests.get
    address = Address(postcode=postcode)
    return {"postcode": address.postcode}
