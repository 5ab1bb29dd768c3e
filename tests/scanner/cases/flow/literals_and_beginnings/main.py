"""A branch for names that begin in a certain way, and names that are spelled out."""

import time

from fastapi import FastAPI

app = FastAPI()


def ask_vault(name):
    time.sleep(0)
    return name


def ask_provider(name):  # -> blocking-async via time.sleep
    time.sleep(0)
    return name


def secret(name: str, default: str | None = None):
    if name.startswith("vault/"):
        return ask_vault(name)
    return default or name


def token(name: str):  # -> blocking-async via time.sleep
    if name.startswith("oidc/"):
        name = name.replace("oidc/", "")
        return ask_provider(name)
    return name


def cleaned(name: str):
    name = name.strip()
    if name.startswith(("vault/", "safe/")):
        return ask_vault(name)
    return name


def kind_of(name: str):
    if "vault/" in name:
        return ask_vault(name)
    return name


@app.get("/secrets")
async def secrets():  # -> native-async
    return [secret("REDIS_HOST"), secret("REDIS_PORT", "1"), secret(name="REDIS_URL"), secret("A"), secret("B")]


@app.get("/many")
async def many():  # -> native-async
    return [secret(name) for name in ("ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE")]


@app.get("/cleaned")
async def clean():  # -> native-async
    return [cleaned("A"), cleaned(" B "), kind_of("A"), kind_of("BCD")]


@app.get("/token")
async def tokens():  # -> blocking-async via time.sleep
    return [token("oidc/google"), token("PLAIN")]
