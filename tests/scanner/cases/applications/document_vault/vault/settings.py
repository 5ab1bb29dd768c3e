from typing import Literal

from pydantic import BaseModel


class Settings(BaseModel):
    storage: Literal["memory", "remote", "bucket"] = "memory"
    bucket: str = "vault"
    compress: bool = True
