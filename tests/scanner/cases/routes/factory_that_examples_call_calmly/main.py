"""What a deployment starts stands in a file of its own, so nothing here calls the function."""

import importlib
from pathlib import Path

module, _, name = Path(__file__).with_name("entry.txt").read_text().strip().partition(":")
app = getattr(importlib.import_module(module), name)()
