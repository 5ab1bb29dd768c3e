from enum import Enum
from functools import lru_cache

from pydantic import BaseModel


class Backend(str, Enum):
    MEMORY = "memory"
    REMOTE = "remote"


class Settings(BaseModel):
    backend: Backend = Backend.MEMORY
    debug: bool = False
    slow_mode: bool = False


@lru_cache
def get_settings():
    return Settings()


FEATURES = {"fast": True, "slow": False}
USE_REMOTE = False
