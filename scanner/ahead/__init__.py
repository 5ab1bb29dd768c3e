"""Lowering in other processes while this one interprets.

Which bodies matter is only known once they are interpreted; so a reader guesses, starting from the far
end of the work, and what it has read by the time it is asked for need not be read here. A wrong guess
costs time of a core that would have been idle; it never changes what is found.
"""

from scanner.ahead.readers import Readers

__all__ = ["Readers"]
