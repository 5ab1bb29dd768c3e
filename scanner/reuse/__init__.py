"""Documents of earlier scans for trees whose changes nobody would have looked at.

A scan is a function of what it asked of the source: the statements of some modules, some bodies of functions,
some patterns in texts. Where all that is as it was, but for the lines on which it stands, so is the document.
"""

from scanner.reuse.recalling import has_comments, recall_similar, remember_trace
from scanner.reuse.trace import Sought, Trace

__all__ = ["Sought", "Trace", "has_comments", "recall_similar", "remember_trace"]
