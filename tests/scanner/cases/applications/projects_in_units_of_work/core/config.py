import os


class Settings:
    database_url: str = os.getenv("PROJECTS_DATABASE_URL", "postgresql+asyncpg://a:b@db/app")
    echo: bool = False


settings = Settings()
