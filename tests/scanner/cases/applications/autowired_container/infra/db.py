from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("postgresql+psycopg://u@h/db")
SessionFactory = sessionmaker(engine)


class Base:
    pass
