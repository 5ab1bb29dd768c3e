from collections.abc import Callable
from functools import partial, reduce

Transform = Callable[[dict], dict]


def pick(names: list[str], value: dict) -> dict:
    return {name: value[name] for name in names if name in value}


def rename(mapping: dict[str, str], value: dict) -> dict:
    return {mapping.get(k, k): v for k, v in value.items()}


def fill(default: object, value: dict) -> dict:
    return {k: default if v is None else v for k, v in value.items()}


def compose(*steps: Transform) -> Transform:
    return lambda value: reduce(lambda acc, step: step(acc), steps, value)


user_view = compose(partial(pick, ["age", "country"]), partial(fill, 0))
item_view = compose(partial(rename, {"cost": "price"}), partial(fill, 0))
