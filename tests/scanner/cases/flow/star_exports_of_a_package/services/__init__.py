from .helpers import *
from .helpers import __all__ as _helper_names
from .readers import Reader as Reader

__all__ = [*_helper_names, "Reader"]
