"""A generic data layer with type variables, subclasses per model and module-level instances."""

from typing import Any, Generic, TypeVar

from fastapi import Depends, FastAPI
from pydantic import BaseModel
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]


class UserCreate(BaseModel):
    email: str


ModelT = TypeVar("ModelT", bound=Base)
CreateT = TypeVar("CreateT", bound=BaseModel)


class CRUDBase(Generic[ModelT, CreateT]):
    def __init__(self, model: type[ModelT]):
        self.model = model

    def get(self, db: Session, id: Any) -> ModelT | None:  # -> blocking-async
        return db.query(self.model).filter(self.model.id == id).first()

    def create(self, db: Session, *, obj_in: CreateT) -> ModelT:  # -> blocking-async
        obj = self.model(**obj_in.model_dump())
        db.add(obj)
        db.commit()
        db.refresh(obj)
        return obj

    def describe(self) -> str:
        return self.model.__name__


class CRUDUser(CRUDBase[User, UserCreate]):
    def by_email(self, db: Session, *, email: str) -> User | None:  # -> converted-def
        return db.query(User).filter(User.email == email).first()

    def is_valid(self, user: User) -> bool:
        return "@" in user.email


users = CRUDUser(User)
SessionLocal = sessionmaker(create_engine("postgresql://app@db/app"))


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


app = FastAPI()


@app.get("/users/{key}")
async def read(key: int, db: Session = Depends(get_db)):  # -> blocking-async
    user = users.get(db, id=key)
    return {"email": user.email if user else None}


@app.get("/by-email")
def by_email(email: str, db: Session = Depends(get_db)):  # -> converted-def
    return {"found": users.by_email(db, email=email) is not None}


@app.post("/users")
async def create(body: UserCreate, db: Session = Depends(get_db)):  # -> blocking-async
    return {"id": users.create(db, obj_in=body).id}


@app.get("/about")
async def about():  # -> native-async
    return users.describe()


@app.get("/check")
async def check():  # -> native-async
    return users.is_valid(User(email="a@b"))
