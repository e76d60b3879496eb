"""Random sequences of what happens to a library, against a plain dictionary as the model of it."""

import shutil
import tempfile
import threading
from pathlib import Path

from hypothesis import HealthCheck, settings, strategies
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ingest.refresh import correct, forget, rebuild
from ingest.result import STEPS
from ingest.verify import verify
from rag.index.generation import Index
from rag.record.library import Library
from tests.ingest.transcripts import Desk, transcript

NAMES = strategies.sampled_from(["a.txt", "b.txt", "sub/c.txt", "d.txt"])


class Killed(BaseException):
    """Raised at a step and at every later one, so that nothing is tidied up; the lock and the transaction end as they do with a process."""


def texts(library, index):
    """What a question could be answered from: the reply that tells one transcript from another."""
    return {library.briefing(id, entry.revision).turns[2].text for id, entry in index.manifest.briefings.items()}


class Machine(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.desk = Desk(self.home, 0)
        self.files: dict[str, str] = {}
        self.searched: set[str] = set()
        self.followed = False
        self.titles: dict[str, list[str]] = {}
        self.readers: list[tuple[Library, Index, set[str]]] = []
        self.forgotten = False
        self.count = 0

    def teardown(self):
        for library, index, _ in self.readers:
            index.close()
            library.close()
        shutil.rmtree(self.home)

    @rule(name=NAMES)
    def write(self, name):
        self.count += 1
        self.files[name] = f"Answer number {self.count} it is."
        self.desk.write(name, transcript(1, self.files[name]))

    @rule(name=NAMES, other=NAMES)
    def copy(self, name, other):
        if name in self.files:
            self.files[other] = self.files[name]
            self.desk.write(other, transcript(1, self.files[other]))

    @rule(name=NAMES)
    def remove(self, name):
        if len(self.files) > 1 and self.files.pop(name, ""):  # a folder that lost everything is another test
            (self.desk.folder / name).unlink()

    @rule()
    def refresh(self):
        self.desk.refresh(self.desk.folder)
        self.searched, self.followed = set(self.files.values()), True

    @precondition(lambda self: self.followed)
    @rule()
    def refresh_while_somebody_asks(self):
        seen: list[set[str]] = []
        ended = threading.Event()

        def ask():
            while not ended.is_set() or not seen:
                with Library.open(self.desk.settings.data) as library:
                    index = Index.open(self.desk.settings, library)
                    seen.append(texts(library, index))
                    index.close()

        asking = threading.Thread(target=ask)
        asking.start()
        try:
            before = self.searched
            self.refresh()
        finally:
            ended.set()
            asking.join()
        assert all(found in (before, self.searched) for found in seen)

    @rule(step=strategies.sampled_from(STEPS))
    def killed_refresh(self, step):
        dead = False

        def kill(progress):
            nonlocal dead
            dead = dead or progress.step == step
            if dead:
                raise Killed

        try:
            self.desk.refresh(self.desk.folder, report=kill)
        except Killed:
            if step not in ("named", "clean"):
                return
        self.searched, self.followed = set(self.files.values()), True

    @precondition(lambda self: self.searched)
    @rule(number=strategies.integers(0, 3))
    def correct(self, number):
        self.count += 1
        with Library.open(self.desk.settings.data) as library:
            listed = sorted(library.wanted())
        id, title = listed[number % len(listed)], f"Title {self.count}"
        assert correct(self.desk.settings, id, {"title": title}).title == title
        self.titles.setdefault(id, []).append(title)

    @precondition(lambda self: any(self.titles.values()))
    @rule()
    def take_a_correction_back(self):
        id = next(id for id, titles in self.titles.items() if titles)
        correct(self.desk.settings, id, {})
        self.titles[id].pop()

    @rule()
    def forget_all(self):
        if self.followed:
            forget(self.desk.settings, str(self.desk.folder))
            self.searched, self.followed, self.forgotten, self.titles = set(), False, True, {}

    @rule()
    def rebuild(self):
        if self.followed:
            rebuild(self.desk.settings)

    @precondition(lambda self: self.followed and len(self.readers) < 3)
    @rule()
    def open_reader(self):
        library = Library.open(self.desk.settings.data)
        self.readers.append((library, Index.open(self.desk.settings, library), set(self.searched)))

    @precondition(lambda self: self.readers)
    @rule()
    def ask_and_close_the_oldest_reader(self):
        library, index, expected = self.readers.pop(0)
        assert index.vectors.count() == index.words.count() == index.columns.count() == index.manifest.turns
        if not self.forgotten:  # with a source its texts go; the reader's next look finds that out
            assert texts(library, index) == expected
        index.close()
        library.close()

    @invariant()
    def what_is_searched_is_what_was_there(self):
        if self.followed:
            with Library.open(self.desk.settings.data) as library:
                index = Index.open(self.desk.settings, library)
                assert texts(library, index) == self.searched
                for id in index.manifest.briefings:
                    corrected = self.titles.get(id)
                    title = library.briefing(id).title
                    assert title == corrected[-1] if corrected else not title.startswith("Title")
                    assert index.columns.briefings[id].header.startswith(title)
                index.close()

    @invariant()
    def nothing_is_wrong(self):
        if self.followed:
            assert verify(self.desk.settings).problems == ()


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=6, stateful_step_count=12, suppress_health_check=list(HealthCheck))
