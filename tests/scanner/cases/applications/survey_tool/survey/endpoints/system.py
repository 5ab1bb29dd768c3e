import os
import socket
import subprocess
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

router = APIRouter()


def run(*command: str, check: bool = True) -> str:  # -> blocking-async
    return subprocess.run(command, capture_output=True, text=True, check=check).stdout


@router.get("/version")
async def version():  # -> blocking-async
    return run("echo", "1.0")


@router.get("/version/def")
def version_def():  # -> converted-def
    return run("echo", "1.0")


@router.get("/name")
async def name():  # -> native-async
    return os.environ.get("SURVEY", "survey")


@router.get("/host")
async def host():  # -> blocking-async
    return socket.gethostbyname("localhost")


@router.get("/self")
async def own_file():  # -> native-async
    return FileResponse(Path(__file__))
