"""A project that takes some seconds to scan."""

from __future__ import annotations

from pathlib import Path

MODULES, FUNCTIONS = 100, 20
ROUTES = MODULES * FUNCTIONS


def large(path: Path) -> Path:
    """Writes it; returns its directory."""
    path.mkdir()
    for number in range(MODULES):
        lines = ["import time", "from fastapi import APIRouter", "router = APIRouter()"]
        for index in range(FUNCTIONS):
            lines += [
                f"@router.get('/m{number}/f{index}')",
                f"async def handler_{index}(n: int = 0):",
                f"    values = [value * {index} for value in range(n) if value % 2]",
                f"    return helper_{index}(values, {{'a': n, 'b': [n, n + 1]}})",
                f"def helper_{index}(values, table):",
                "    time.sleep(len(values))",
                "    return table.get('a')",
            ]
        (path / f"module_{number}.py").write_text("\n".join(lines))
    imports = "\n".join(f"import module_{number}" for number in range(MODULES))
    includes = "\n".join(f"app.include_router(module_{number}.router)" for number in range(MODULES))
    (path / "main.py").write_text(f"from fastapi import FastAPI\n{imports}\napp = FastAPI()\n{includes}\n")
    return path
