"""What a project may configure, and how a mistake in it is told."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from scanner.config import Config, SubsystemRule, load_config, parse_config, read_config
from scanner.errors import ConfigError
from scanner.source import open_source

FULL = b"""
[project]
name = "shop"

[tool.clearloop]
import-roots = ["backend"]
exclude = ["scripts", "**/legacy_*.py"]
include = ["tests/support/**"]
deciding-kinds = ["database", "file"]
thread-tokens = 100
fail-on = "new-blocking"

[[tool.clearloop.subsystems]]
name = "wells"
paths = ["/wells/**"]
tags = ["wells"]

[[tool.clearloop.suppressions]]
code = "CL101"
units = ["app.main:slow"]
reason = "start-up only"
expires = 2030-12-31

[[tool.clearloop.catalog.function]]
names = ["acme.fetch"]
effect = "blocks"
"""


def test_every_key_is_read() -> None:
    config = parse_config(FULL, "pyproject.toml")
    assert config.import_roots == ("backend",)
    assert config.deciding_kinds == {"database", "file"}
    assert (config.thread_tokens, config.fail_on) == (100, "new-blocking")
    assert config.subsystems == (SubsystemRule("wells", ("/wells/**",), (), ("wells",)),)
    assert config.catalog[0]["function"][0]["names"] == ["acme.fetch"]


def test_defaults_need_no_file(tmp_path: Path) -> None:
    assert read_config(open_source(tmp_path)) == Config()
    assert "file" not in Config().deciding_kinds


def test_a_tree_brings_its_configuration_along(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(FULL)
    assert read_config(open_source(tmp_path)).thread_tokens == 100


def test_a_file_of_its_own_may_hold_the_bare_table(tmp_path: Path) -> None:
    (tmp_path / "clearloop.toml").write_text("thread-tokens = 7\n")
    assert load_config(tmp_path / "clearloop.toml").thread_tokens == 7


def test_a_file_of_its_own_may_be_a_whole_pyproject(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_bytes(FULL)
    assert load_config(tmp_path / "other.toml").thread_tokens == 100


def test_other_tools_tables_are_nobodys_business() -> None:
    assert parse_config(b"[tool.ruff]\nline-length = 110\n", "x", bare=True) == Config()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("nonsense = 1", "nonsense: unknown key"),
        ('exclude = "a"', "exclude: expected a list of strings"),
        ("exclude = [1]", "exclude: expected a list of strings"),
        ('deciding-kinds = ["databas"]', "deciding-kinds: unknown kind 'databas'"),
        ("thread-tokens = 0", "thread-tokens: expected a positive whole number"),
        ("thread-tokens = true", "thread-tokens: expected a positive whole number"),
        ("steps = 0", "steps: expected a positive whole number"),
        ('fail-on = "always"', "fail-on: expected one of none, new-blocking, any-blocking"),
        ("subsystems = 1", "subsystems: expected an array of tables"),
        ('subsystems = [{name = "a"}]', "subsystems[0]: expected at least one of"),
        ('subsystems = [{tags = ["a"]}]', "subsystems[0].name: expected a text"),
        ('suppressions = [{code = "E1", reason = "x"}]', "suppressions[0].code: 'E1' is not a finding code"),
        ('suppressions = [{code = "CL101"}]', "suppressions[0].reason: expected a text"),
        ('suppressions = [{code = "CL101", reason = "x", expires = "soon"}]', "suppressions[0].expires"),
        ("catalog = 1", "catalog: expected a table"),
        ("a = [", "not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_file_and_key(text: str, complaint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_config(text.encode(), "pyproject.toml", bare=True)
    assert str(caught.value).startswith(f"pyproject.toml: {complaint}")
    assert "\n" not in str(caught.value)


def test_latin_1_and_a_missing_file_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not valid TOML"):
        parse_config("# é".encode("latin-1"), "pyproject.toml")
    with pytest.raises(ConfigError, match="No such file"):
        load_config(tmp_path / "missing.toml")


def test_tests_and_excluded_files_are_not_scanned() -> None:
    config = parse_config(FULL, "pyproject.toml")
    files = [
        *("app/main.py", "app/legacy_a.py", "scripts/x.py", "app/scripts/y.py"),
        *("tests/test_a.py", "tests/support/fake.py", "app/tests/api.py", "conftest.py", "README.md"),
    ]
    assert config.select(files) == ["app/main.py", "tests/support/fake.py"]


def test_a_feature_called_test_is_scanned_and_a_test_suite_is_not() -> None:
    assert Config().select(["api/test/views.py", "test/test_a.py", "test/app.py"]) == ["api/test/views.py"]


def test_a_suppression_covers_until_its_day_is_over() -> None:
    (suppression,) = parse_config(FULL, "x").suppressions
    day = datetime.date(2030, 12, 31)
    assert suppression.covers("CL101", "app.main:slow", "app/main.py", day)
    assert not suppression.covers("CL101", "app.main:slow", "app/main.py", day + datetime.timedelta(days=1))
    assert not suppression.covers("CL102", "app.main:slow", "app/main.py", day)
    assert not suppression.covers("CL101", "app.main:other", "app/main.py", day)


def test_the_documented_configuration_is_valid() -> None:
    page = (Path(__file__).parents[2] / "docs" / "cli.md").read_text()
    (example,) = re.findall(r"^```toml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    config = parse_config(example.encode(), "docs/cli.md")
    assert config.deciding_kinds == Config().deciding_kinds
    assert config.subsystems
    assert config.suppressions
    assert config.catalog
