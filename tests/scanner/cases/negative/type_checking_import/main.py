from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import FastAPI

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class Memory:
    def execute(self, statement):
        return [statement]


def run(session: Session | Memory, statement: str):
    return session.execute(statement)


app = FastAPI()


@app.get("/run")
async def read():  # -> native-async (no-io)
    return run(Memory(), "x")
