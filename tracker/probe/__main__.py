"""``python -m tracker.probe``."""

from tracker.probe.cli import main

raise SystemExit(main())
