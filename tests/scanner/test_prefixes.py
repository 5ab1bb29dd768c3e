"""Paths whose prefix comes from the environment read as they do without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner import open_source, scan

MAIN = """
import os
import decouple
from decouple import config
from environs import Env
from fastapi import APIRouter, FastAPI
from starlette.config import Config

PREFIX = os.environ.get("API_PREFIX", "")
VERSION = os.getenv("API_VERSION") or "/v1"
NAME = os.environ["NAME"]
app = FastAPI()
router = APIRouter()

@router.get("/wells")
def wells(): ...

before = f"/{PREFIX.strip('/')}" if PREFIX else ""
app.include_router(router, prefix=PREFIX_OF_ROUTER)
"""


@pytest.mark.parametrize(
    ("prefix", "path"),
    [
        ("PREFIX", "/wells"),
        ("before", "/wells"),
        ('f"{before}/all"', "/all/wells"),
        ('PREFIX + "/all"', "/all/wells"),
        ('PREFIX.rstrip("/") + f"{VERSION}/all"', "/v1/all/wells"),
        ('os.environ.get("TOP", "/top") + "/all"', "/top/all/wells"),
        ('"/" + config("TOP", default="top").strip("/")', "/top/wells"),
        ("f\"/{decouple.AutoConfig()('TOP', default='top')}\"", "/top/wells"),
        ('Env().str("TOP", "/top")', "/top/wells"),
        ('Config(".env")("TOP", default="/top")', "/top/wells"),
        ('"/" + config("TOP")', "/{?}/wells"),
        ('f"/{NAME}/all"', "/{?}/all/wells"),
        ('f"/{PREFIX}/all"', "/{?}/all/wells"),
    ],
)
def test_the_default_of_the_environment_stands_in_paths(tmp_path: Path, prefix: str, path: str) -> None:
    (tmp_path / "main.py").write_text(MAIN.replace("PREFIX_OF_ROUTER", prefix))
    assert [route["path"] for route in scan(open_source(tmp_path))["routes"]] == [path]
