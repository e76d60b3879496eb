"""The app as `ui/main.py` draws it, over the fake library and assistant."""

from typing import Any

from tests.ui.fake_assistant import FakeAssistant, FakeLibrary
from ui import service
from ui.main import main

fakes: Any = service
if not hasattr(fakes, "fake"):
    fakes.fake = FakeLibrary()
fakes.library = lambda: fakes.fake
fakes.summaries = lambda: fakes.fake.briefings()
fakes.facts = lambda: "203 briefings"
fakes.examples = lambda: ["What did Dana Whitlock say about the ferry?", "What did <b>Daily</b> *Courier* ask?"]
fakes.warm_up = lambda: None
fakes.assistant = lambda: FakeAssistant(fakes.fake)

main()
