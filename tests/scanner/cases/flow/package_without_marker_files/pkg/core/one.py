from pkg.core import two


def start(n: int) -> int:  # -> blocking-async
    return two.step(n) if n else 0


def calm() -> int:
    return 1
