import os


class Settings:
    database_url: str = os.getenv("DATABASE_URL", "postgresql+asyncpg://a:b@db/app")
    echo: bool = False


settings = Settings()
