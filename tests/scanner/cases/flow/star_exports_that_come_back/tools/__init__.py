from .setup import *  # noqa: F403
from .web import *  # noqa: F403
from .journal import *  # noqa: F403
from .clock import *  # noqa: F403
