from fastapi import FastAPI

from quiz.app import create_app
from quiz.deps import current_player, get_store
from quiz.fakes import FakeStore, guest

app = create_app()
app.dependency_overrides[current_player] = guest


@app.get("/whoami")
async def whoami_again():  # -> native-async
    return "root"
