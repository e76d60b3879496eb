"""The app as `ui/main.py` draws it, over the fake library and assistant."""

from tests.ui.fake_assistant import FakeAssistant, FakeLibrary
from ui import service

if not isinstance(getattr(service, "fake", None), FakeLibrary):
    service.fake = FakeLibrary()
service.library = lambda: service.fake
service.summaries = lambda: service.fake.briefings()
service.assistant = lambda: FakeAssistant(service.fake)

from ui.main import main  # noqa: E402

main()
