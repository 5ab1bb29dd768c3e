from subprocess import *


def nap():
    return 1
