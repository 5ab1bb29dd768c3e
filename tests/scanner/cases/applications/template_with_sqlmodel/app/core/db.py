from sqlmodel import Session, create_engine, select

from app.core.security import get_password_hash
from app.models import User, UserCreate

engine = create_engine("postgresql+psycopg://h/app")


def init_db(session: Session) -> None:
    user = session.exec(select(User).where(User.email == "a@b.test")).first()
    if not user:
        session.add(User.model_validate(UserCreate(email="a@b.test", password="x"), update={"hashed_password": get_password_hash("x")}))
        session.commit()
