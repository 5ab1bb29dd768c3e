from typing import Any

options: dict[str, dict[str, Any]] = {}
client = None
