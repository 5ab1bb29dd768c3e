from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

SyncSession = sessionmaker(create_engine("postgresql+psycopg://app@db/app"))


def get_sync_db():
    with SyncSession() as session:
        yield session
