"""``python -m scanner``."""

import gc
import sys

from scanner.cli import main

# A scan drops what it built when the process ends: to look through all of it before, and at the end,
# would take a tenth of the time.
gc.disable()
try:
    status = main()
finally:
    gc.freeze()
sys.exit(status)
