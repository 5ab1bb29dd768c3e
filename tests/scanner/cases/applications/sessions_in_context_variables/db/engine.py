from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

engine = create_engine("postgresql://h/x")
Factory = sessionmaker(engine, autoflush=False)
