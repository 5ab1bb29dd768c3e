"""Two services have a directory called like a library beside them: the library is what they import."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent / "server"))

from server.service import app  # noqa: E402, F401
