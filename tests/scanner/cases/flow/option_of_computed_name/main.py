import configparser
import os
import time

from fastapi import FastAPI

os.environ["APP_SLOW"] = "1"
os.environ.pop("APP__CORE__SIZE_CMD", None)


def run_command():  # -> blocking-async via time.sleep
    time.sleep(0.001)
    return "1"


class Settings(configparser.ConfigParser):
    """Options may also come from commands; whoever runs the app says which."""

    def option(self, section, key):
        name = f"APP__{section.upper()}__{key.upper()}"
        if name in os.environ:
            return os.environ[name]
        if name + "_CMD" in os.environ:
            return run_command()
        return self._from_command(section, key)

    def _from_command(self, section, key):
        fallback = key.lower() + "_cmd"
        if super().has_option(section, fallback):
            return run_command()
        return None

    def spelled(self):  # -> blocking-async via time.sleep
        if self.has_option("core", "slow"):
            time.sleep(0.001)
        return 1


settings = Settings()
settings.read_string("[core]\nsize = 1\nslow = yes\n")
app = FastAPI()


@app.get("/option")
async def option():  # -> native-async
    return settings.option("core", "size")


@app.get("/spelled")
async def spelled():  # -> blocking-async via time.sleep
    if "APP_SLOW" in os.environ:
        return run_command()
    return 1


@app.get("/spelled-option")
async def spelled_option():  # -> blocking-async via time.sleep
    return settings.spelled()


@app.get("/held/{name}")
async def held(name: str):  # -> blocking-async via time.sleep
    if name not in os.environ:
        time.sleep(0.001)
    return 1
