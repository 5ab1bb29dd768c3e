from .clock import Clock
from .journal import Journal

journal = Journal()
clock = Clock()
