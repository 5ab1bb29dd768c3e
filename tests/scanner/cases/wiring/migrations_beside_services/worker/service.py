import alembic.command
from ledger_work.jobs import run


def main():
    return run() or alembic.command
