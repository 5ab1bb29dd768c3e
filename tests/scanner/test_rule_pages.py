"""Every finding code has a page that says the same as the reports."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from scanner.output.explanations import EXPLANATIONS
from scanner.rules.base import reported_codes

PAGES = Path(__file__).parents[2] / "docs" / "rules"
SECTIONS = ["Why", "Example", "How to fix it", "When it is a false alarm", "Source"]


def test_codes_and_pages_are_the_same() -> None:
    assert {page.stem for page in PAGES.glob("CL*.md")} == set(EXPLANATIONS)
    index = (PAGES / "README.md").read_text()
    assert re.findall(r"^\| \[(CL\d{3})\]\(\1\.md\)", index, re.MULTILINE) == sorted(EXPLANATIONS)


@pytest.mark.parametrize("code", sorted(EXPLANATIONS))
def test_a_page_has_every_section_and_examples_that_parse(code: str) -> None:
    page = (PAGES / f"{code}.md").read_text()
    assert page.startswith(f"# {code}: {EXPLANATIONS[code].title}\n")
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == SECTIONS
    examples = re.findall(r"^```(\w+)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(examples) == 2
    for language, text in examples:
        if language == "python":
            compile(text, code, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT | ast.PyCF_ONLY_AST)
    assert "](https://" in page.partition("## Source")[2]


def test_the_index_says_which_codes_no_rule_reports() -> None:
    index = (PAGES / "README.md").read_text()
    marked = set(re.findall(r"^\| \[(CL\d{3})\].*\(not yet reported\) \|$", index, re.MULTILINE))
    assert marked == set(EXPLANATIONS) - reported_codes()
