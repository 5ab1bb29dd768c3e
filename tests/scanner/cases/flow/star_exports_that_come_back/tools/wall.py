from . import clock

wall = clock
