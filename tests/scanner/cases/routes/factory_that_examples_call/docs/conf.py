"""The documentation makes an application to print what it offers."""

from building import Memory, build

app = build(Memory())
schema = app.openapi()
