import os

from pydantic.v1 import BaseSettings

# Stands for what the deployment sets.
os.environ.update({"pay_backend": "RemoteBackend"})


class Settings(BaseSettings):
    pay_backend: str = ""


settings = Settings()
