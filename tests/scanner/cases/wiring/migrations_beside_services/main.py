"""Two services have a directory called like a library beside them: the library is what they import."""

import sys
from pathlib import Path

here = Path(__file__).parent
sys.path[:0] = [str(here), str(here / "server")]

from server.service import app  # noqa: E402, F401
