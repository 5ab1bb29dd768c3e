from sqlalchemy import select

from db import current, session
from db.models import Note


def find(key):  # -> blocking-async
    return session.get(Note, key)


def all_notes():  # -> blocking-async
    return [n.text for n in current().scalars(select(Note))]


def statement():
    return str(select(Note).where(Note.id == 1))


def add(text):
    session.add(Note(text=text))
