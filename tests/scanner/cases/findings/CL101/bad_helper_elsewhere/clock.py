import time


def wait(seconds):  # -> blocking-async
    time.sleep(seconds)  # !? CL101
