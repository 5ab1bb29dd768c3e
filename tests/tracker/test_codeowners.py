"""CODEOWNERS means what GitHub says it means."""

from __future__ import annotations

import pytest

from tracker.importers.codeowners import is_owner, matches, parse


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("*", "a.py", True),
        ("*", "deep/down/a.py", True),
        ("*.py", "deep/down/a.py", True),
        ("*.py", "deep/down/a.pyi", False),
        ("/*.py", "a.py", True),
        ("/*.py", "deep/a.py", False),
        ("apps/", "apps/a.py", True),
        ("apps/", "deep/apps/down/a.py", True),
        ("apps/", "apps", False),
        ("/apps/", "apps/down/a.py", True),
        ("/apps/", "deep/apps/a.py", False),
        ("docs/*", "docs/a.md", True),
        ("docs/*", "docs/b/c.md", False),
        ("docs/*", "deep/docs/a.md", False),
        ("docs/api/", "docs/api/a.md", True),
        ("docs/api/", "deep/docs/api/a.md", False),
        ("/apps/github", "apps/github/a.py", True),
        ("/apps/github", "apps/github", True),
        ("/foo/bar", "foo/barbaz", False),
        ("/foo/bar", "foo/barbaz/a.py", False),
        ("logs", "deep/logs/a.txt", True),
        ("**/logs", "logs/a.txt", True),
        ("**/logs", "deep/down/logs/a.txt", True),
        ("src/**/x.py", "src/x.py", True),
        ("src/**/x.py", "src/deep/down/x.py", True),
        ("src/**/x.py", "srcs/x.py", False),
        ("/src/**", "src/deep/x.py", True),
        ("/src/**", "src", False),
        ("/src/a?.py", "src/ab.py", True),
        ("/src/a?.py", "src/a/.py", False),
        ("/src/a+b(c).py", "src/a+b(c).py", True),
        ("with\\ blank.py", "with blank.py", True),
        ("Apps/", "apps/a.py", False),
    ],
)
def test_a_pattern_covers_what_github_says(pattern: str, path: str, expected: bool) -> None:
    assert matches(pattern, path) is expected


def owners(text: str, path: str) -> list[str]:
    return [owner for rule in parse(text).deciding(path) for owner in rule.owners]


def test_the_last_matching_line_replaces_earlier_ones() -> None:
    text = "* @org/all\n/api/ @org/api @ann\n/api/legacy/\n"
    assert owners(text, "web/a.py") == ["@org/all"]
    assert owners(text, "api/a.py") == ["@org/api", "@ann"]
    assert owners(text, "api/legacy/a.py") == []


def test_comments_and_blank_lines_are_skipped() -> None:
    found = parse("# whole line\n\n*.py ann@example.com # behind\n")
    assert [(rule.line, rule.pattern, rule.owners) for rule in found.rules] == [
        (3, "*.py", ("ann@example.com",))
    ]


@pytest.mark.parametrize("line", ["!a.py @ann", "[ab].py @ann", "\\#a @ann", "a.py ann", "a.py @ann b@"])
def test_a_malformed_line_is_reported_and_the_rest_counts(line: str) -> None:
    found = parse(f"* @org/all\n{line}\n")
    assert [problem.line for problem in found.problems] == [2]
    assert owners(f"* @org/all\n{line}\n", "a.py") == ["@org/all"]


def test_gitlab_sections_each_have_a_say_and_defaults() -> None:
    text = "[Backend] @org/back\n*.py\n/core/ @ann\n^[Docs][2] @org/docs\n*.md\n[backend]\n/late/ @bob\n"
    assert owners(text, "core/a.py") == ["@ann"]
    assert owners(text, "a.py") == ["@org/back"]
    assert owners(text, "a.md") == ["@org/docs"]
    assert owners(text, "late/a.py") == ["@bob"]


def test_an_owner_longer_than_any_name_is_no_owner() -> None:
    assert is_owner("@org/team")
    assert not is_owner("@org/" + "x" * 200)
    assert [problem.line for problem in parse("* @" + "x" * 300).problems] == [1]
