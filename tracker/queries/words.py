"""What the stored codes are called on a page, and what each means in one sentence."""

from __future__ import annotations

from typing import NamedTuple

from tracker.models import Classification, Unit


class Word(NamedTuple):
    """``tone`` picks the colours, ``meaning`` is the tooltip."""

    label: str
    tone: str
    meaning: str


CLASS_WORDS: dict[str, Word] = {
    Classification.BLOCKING: Word(
        "Blocking async", "blocking", "Serving it can run a blocking call on the event loop"
    ),
    Classification.CONVERTED: Word(
        "Plain def", "converted", "Runs in a worker thread; nothing it needs blocks the loop"
    ),
    Classification.NATIVE: Word(
        "Native async", "native", "Runs on the loop and nothing reachable from it blocks the loop"
    ),
}

DETAIL_WORDS: dict[str, Word] = {
    "handler": Word("in the handler", "", "The handler itself makes the blocking call"),
    "helper": Word("in a helper", "", "A helper it calls makes the blocking call"),
    "dependency": Word("in a dependency", "", "An async dependency makes the blocking call"),
    "background": Word("in a background task", "", "A background task it adds makes the blocking call"),
    "stream": Word("while streaming", "", "The body it streams makes the blocking call"),
    "converted": Word("converted", "", "Was async in an earlier scan"),
    "born-def": Word("born def", "", "Was never async"),
    "async-io": Word("async I/O", "", "Does its I/O through async clients"),
    "offloaded": Word("offloaded", "", "Moves its blocking work to worker threads"),
    "no-io": Word("no I/O", "", "Does no I/O at all"),
}

LIFECYCLE_WORDS: dict[str, Word] = {
    Unit.Lifecycle.NEW: Word("New", "blocking", "Began to block in the newest scan"),
    Unit.Lifecycle.OPEN: Word("Open", "", "Still blocks"),
    Unit.Lifecycle.REOPENED: Word("Reopened", "blocking", "Blocks again after it had been clear"),
    Unit.Lifecycle.FIXED: Word("Fixed", "good", "Blocked once and no longer does"),
    Unit.Lifecycle.CLEAN: Word("Clean", "", "Never blocked"),
    Unit.Lifecycle.REMOVED: Word("Removed", "", "Gone from the code"),
}

CONFIDENCE_WORDS: dict[str, Word] = {
    "certain": Word("certain", "", "Every step of the chain is resolved"),
    "likely": Word("likely", "", "One step is inferred"),
    "possible": Word("possible", "warn", "Several steps are inferred; it does not decide a class"),
}

ROLE_WORDS: dict[str, str] = {
    "helper": "Helper",
    "dependency": "Dependency",
    "middleware": "Middleware",
    "lifespan": "Lifespan",
    "exception-handler": "Exception handler",
    "background": "Background task",
    "task": "Scheduled task",
    "websocket": "Websocket",
}

STAGES: dict[str, str] = {
    "fetch": "Fetching the revision",
    "read": "Reading files",
    "interpret": "Reading modules",
    "follow": "Following calls",
    "judge": "Judging units",
    "owners": "Reading owners",
    "save": "Storing the inventory",
}

VERBS: dict[str, str] = {
    "assign": "assigned it",
    "waive": "waived it",
    "revoke-waiver": "ended a waiver",
    "set-phase": "set its phase",
    "change-settings": "changed settings",
    "archive": "archived it",
    "restore": "brought it back",
    "set-public": "changed the public page",
    "set-owner-rules": "changed owner rules",
    "set-subsystem-rules": "changed subsystem rules",
    "register": "added it",
    "note": "wrote a note",
    "tick-risks": "checked risks",
    "mark-review": "held a review",
    "import-traffic": "imported traffic",
    "cancel-scan": "cancelled a scan",
    "accept-scan": "accepted an incomplete scan",
    "cancel-history": "stopped the back-fill",
    "subscribe-digest": "subscribed to the digest",
    "unsubscribe-digest": "left the digest",
    "set-target": "set a target date",
    "connect-forge": "connected a forge",
    "change-forge": "changed a forge connection",
    "attach-forge": "bound it to a forge",
    "rotate-webhook-secret": "made a new webhook secret",
    "replay-delivery": "replayed a delivery",
}
