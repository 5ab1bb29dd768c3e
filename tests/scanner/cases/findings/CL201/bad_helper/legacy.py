from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from db import Item

SyncSession = sessionmaker(create_engine("postgresql+psycopg://app@db/app"))


def audit(text):  # -> blocking-async
    with SyncSession() as session:
        session.add(Item(name=text))
        session.commit()  # !? CL201
