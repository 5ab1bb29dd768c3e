import alembic.command
from tasks.jobs import run


def main():
    return run() or alembic.command
