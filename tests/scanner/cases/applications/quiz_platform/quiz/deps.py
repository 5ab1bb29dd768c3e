from functools import lru_cache, wraps
from typing import Annotated

import requests
from fastapi import Depends, Header

from quiz.store import Store


@lru_cache(maxsize=1)
def get_store() -> Store:
    return Store()


async def current_player(x_player: Annotated[str, Header()] = "anonymous") -> str:
    requests.get("http://auth.example.com/" + x_player, timeout=1)
    return x_player


def player_in_thread(x_player: Annotated[str, Header()] = "anonymous") -> str:  # -> converted-def
    requests.get("http://auth.example.com/" + x_player, timeout=1)
    return x_player


Player = Annotated[str, Depends(current_player)]
ThreadPlayer = Annotated[str, Depends(player_in_thread)]
Scores = Annotated[Store, Depends(get_store)]


def transactional(function):
    from quiz.store import session_scope

    @wraps(function)
    def inner(*args, **kwargs):  # -> blocking-async
        with session_scope():
            return function(*args, **kwargs)

    return inner
