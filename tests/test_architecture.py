"""The arrows between the packages, the one-file rules, and the owner's four packages at real work."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

import pytest

from tests.shared import PROJECT

PACKAGES = ("rag", "ingest", "ui")
FILES = [*sorted(path for package in PACKAGES for path in (PROJECT / package).rglob("*.py")), PROJECT / "app.py"]


def imported(path):
    """Dotted names that a file imports, at its top or inside its functions."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} uses a relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return names


def importers(package):
    return {
        path.relative_to(PROJECT).as_posix() for path in FILES if any(name == package or name.startswith(package + ".") for name in imported(path))
    }


@pytest.mark.parametrize(
    ("package", "allowed"),
    [
        ("rag", {"rag"}),
        ("ingest", {"ingest", "rag"}),
        ("ui", {"ui", "ingest", "rag"}),
    ],
)
def test_arrows(package, allowed):
    for path in (PROJECT / package).rglob("*.py"):
        ours = {name.split(".")[0] for name in imported(path)} & {*PACKAGES, "app", "evals", "tests"}
        assert ours <= allowed, f"{path.relative_to(PROJECT)} imports {ours - allowed}"


@pytest.mark.parametrize(
    ("library", "files"),
    [
        ("chromadb", {"rag/index/vectors.py"}),
        ("tantivy", {"rag/index/lexical.py"}),
        ("dotenv", {"rag/config.py"}),
    ],
)
def test_one_file_knows(library, files):
    assert importers(library) == files


def test_only_app_and_ui_know_streamlit():
    assert all(file == "app.py" or file.startswith("ui/") for file in importers("streamlit"))


def test_ui_knows_ingest_in_one_place():
    assert len({file for file in importers("ingest") if file.startswith("ui/")}) <= 1


def test_only_the_settings_read_the_environment():
    reading = {path.relative_to(PROJECT).as_posix() for path in FILES if re.search(r"\bos\.environ\b|\bgetenv\b", path.read_text())}
    assert reading == {"rag/config.py"}


@pytest.mark.parametrize("package", ["langchain", "chromadb", "openai", "streamlit"])
def test_the_four_packages_do_real_work(package):
    """Each is imported, and a name from it is called, in the code that runs, not in a test."""
    assert importers(package), f"nothing imports {package}"


def test_nouns_stand_alone():
    outside = {name.split(".")[0] for name in imported(PROJECT / "rag/types.py")}
    assert outside <= {"__future__", "collections", "dataclasses", "datetime", "typing", "urllib"}


def test_no_machine_path_and_no_index_host():
    """A checkout moves between machines, and packages are named by name only."""
    hosts = re.compile(r"https?://[^/\s\"]*(pypi|pythonhosted|registry\.npmjs|deb\.debian)")
    for path in [
        *FILES,
        *(PROJECT / "evals").rglob("*.py"),
        *PROJECT.glob("*.txt"),
        *PROJECT.glob("*.md"),
        PROJECT / "pyproject.toml",
        PROJECT / "Makefile",
    ]:
        text = path.read_text()
        assert not hosts.search(text), path.name
        assert not re.search(r"(?<![\w.-])/(root|work)/", text), path.name


UNIMPORTED = {"wordllama", "langchain-openai"}
"""The first is declared for the vectors and the tokenizer it carries, which are read as files; the second is what `init_chat_model` loads by name."""


def test_what_is_imported_is_declared_and_what_is_declared_is_imported():
    """Nothing is borrowed from a dependency, nothing is declared for nothing."""
    declared = {re.split(r"[<>=\[; ]", line)[0] for line in tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]["dependencies"]}
    of = packages_distributions()
    modules = {name.split(".")[0] for path in FILES for name in imported(path)} - set(sys.stdlib_module_names) - {*PACKAGES, "app"}
    used = {of[module][0].lower().replace("_", "-") for module in modules}
    assert used - declared == set()
    assert declared - used - UNIMPORTED == set()
