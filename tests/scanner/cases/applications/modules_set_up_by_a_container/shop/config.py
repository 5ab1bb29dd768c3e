from dataclasses import dataclass


@dataclass
class Settings:
    title: str = "shop"
    prefix: str = "/api"
    backend: str = "sql"
