"""The language of a question, where it is clear."""

import pytest

from rag.drafting.language import language, other_language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What did the minister say about the ferry?", "English"),
        ("¿Qué dijo el portavoz sobre las vacunas?", "Spanish"),
        ("Qu'a dit le ministre sur les tarifs ?", "French"),
        ("Was hat der Minister über die Fähre gesagt?", "German"),
        ("O que disse o porta-voz sobre os impostos?", "Portuguese"),
        ("Cosa ha detto il ministro della salute?", "Italian"),
        ("Что сказал министр?", "Cyrillic script"),
        ("大臣は何と言いましたか", "Japanese"),
        ("ferry Lindholm 2031", ""),
        ("Nord Stream 2?", ""),
    ],
)
def test_language(text, expected):
    assert language(text) == expected


def test_only_another_language_is_told():
    library = "The minister said that the ferry will open in May, and it is on time."
    assert other_language("¿Qué dijo el ministro sobre el ferry?", library) == "Spanish"
    assert other_language("What did the minister say about it?", library) == ""
    assert other_language("ferry Lindholm", library) == ""
