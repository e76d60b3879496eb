"""What the documents say is what the code has."""

import re
import subprocess
import sys

from rag.config import SETTINGS
from rag.question.query import FILTERS
from tests.shared import PROJECT

README = (PROJECT / "README.md").read_text()
MAKEFILE = (PROJECT / "Makefile").read_text()


def test_every_setting_is_in_the_example_and_nothing_else():
    example = (PROJECT / ".env.example").read_text()
    assert re.findall(r"^(\w+)=", example, re.M) == [setting.name for setting in SETTINGS]
    for setting in SETTINGS:
        assert f"# {setting.help}\n{setting.name}={setting.default}\n" in example


def test_every_setting_is_in_the_readme():
    assert [setting.name for setting in SETTINGS if f"`{setting.name}`" not in README] == []


def test_every_typed_filter_is_in_the_readme():
    assert [name for name in FILTERS if f"`{name}:" not in README] == []


def test_every_make_target_named_in_the_documents_exists():
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.M))
    for name in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"):
        named = set(re.findall(r"`make ([a-z-]+)", (PROJECT / name).read_text()))
        assert named <= targets, f"{name} names {named - targets}"


def test_every_command_named_in_the_readme_exists():
    for package in ("ingest", "rag"):
        helptext = subprocess.run([sys.executable, "-m", package, "--help"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
        for verb in set(re.findall(rf"python -m {package} ([a-z]+)", README)):
            assert re.search(rf"\b{verb}\b", helptext), f"python -m {package} {verb}"


def test_the_code_map_names_every_module():
    code_map = (PROJECT / "ARCHITECTURE.md").read_text()
    modules = {
        path.relative_to(PROJECT).as_posix()
        for package in ("rag", "ingest", "ui")
        for path in (PROJECT / package).rglob("*.py")
        if path.name != "__init__.py"
    }
    named = set(re.findall(r"`((?:rag|ingest|ui)/[\w/]+\.py)`", code_map))
    assert modules - named == set()
    assert named - modules == set()


def test_the_changelog_has_an_open_heading():
    assert "## Unreleased" in (PROJECT / "CHANGELOG.md").read_text()
