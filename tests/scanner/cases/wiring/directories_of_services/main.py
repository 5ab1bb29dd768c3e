"""Two services have a directory without an `__init__.py` called alike: its modules are what each imports."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent / "server"))

from server.service import app  # noqa: E402, F401
