"""What is served: a deployment names it."""

from building import Files, build


def from_files():
    return build(Files())
