import sys
from pathlib import Path

from fastapi import FastAPI

# As a deployment does with PYTHONPATH: modules below the package name each other without it.
sys.path.append(str(Path(__file__).parent / "office"))

from office.desk import router  # noqa: E402

app = FastAPI()
app.include_router(router)
