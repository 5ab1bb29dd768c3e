"""What is served: a deployment names it."""

from building import Remote, build


def from_nowhere():
    return build(Remote())
