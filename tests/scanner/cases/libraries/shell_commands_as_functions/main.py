"""Commands of the shell that a module makes of any name it is asked for."""

import sh
from fastapi import Depends, FastAPI
from sh import tar

app = FastAPI()
git = sh.git.bake(_cwd=".")


def revision():  # -> blocking-async via sh.Command.__call__
    return str(sh.git("rev-parse", "HEAD", _tty_out=False).strip())


def packed():  # -> converted-def via sh.Command.__call__
    return str(sh.git.show("-s"))


@app.get("/revision")
async def read_revision():  # -> blocking-async via sh.Command.__call__
    return revision()


@app.get("/baked")
async def read_baked():  # -> blocking-async via sh.Command.__call__
    return str(git("status"))


@app.get("/packed")
async def pack():  # -> blocking-async via sh.Command.__call__
    return str(tar.create("a"))


@app.get("/needed")
async def needed(text: str = Depends(packed)):  # -> native-async
    return text
