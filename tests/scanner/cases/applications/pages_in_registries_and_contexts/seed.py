from context import make_session
from models import Block, Page


def seed():
    with make_session() as session:
        session.add(Page(id=1, name="root"))
        session.add(Page(id=2, name="leaf", parent_id=1))
        session.flush()
        session.add(Block(id=1, name="b", page_id=1))
        session.commit()
