import subprocess


def dump(value):  # -> blocking-async via subprocess.run
    return subprocess.run(["true"]).returncode
