from .slow import *
