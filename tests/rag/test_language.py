"""The language of a quote or a question is said only where it is clear."""

import pytest

from rag.language import language, other_language


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("We have said that the talks will go on, and we are glad of it.", "en"),
        ("Las conversaciones van a seguir, y los ministros están para eso; hay más.", "es"),
        ("Nous avons dit que les discussions sont pour la paix, et elles vont dans ce sens.", "fr"),
        ("Wir haben gesagt, dass die Gespräche weitergehen, und das ist auch gut.", "de"),
        ("Il ministro ha detto che non è per questo, anche nel Parlamento.", "it"),
        ("Het is niet zo dat wij een besluit hebben voor deze week, maar op tijd.", "nl"),
        ("Мы уже говорили об этом.", "ru"),
        ("نحن نرحب بهذا القرار", "ar"),
        ("我们对此表示欢迎。", "zh"),
        ("この決定を歓迎します。", "ja"),
        ("Yes.", ""),
        ("Ned Price, Washington, 2021", ""),
        ("", ""),
        ("What did the minister say about the ferry?", "en"),
        ("¿Qué dijo el portavoz sobre las vacunas?", "es"),
        ("Qu'a dit le ministre sur les tarifs ?", "fr"),
        ("Was hat der Minister über die Fähre gesagt?", "de"),
        ("O que disse o porta-voz sobre os impostos?", "pt"),
        ("Cosa ha detto il ministro della salute?", "it"),
        ("大臣は何と言いましたか", "ja"),
        ("ferry Lindholm 2031", ""),
        ("Nord Stream 2?", ""),
    ],
)
def test_language(text, want):
    assert language(text) == want


def test_only_another_language_is_told():
    library = "The minister said that the ferry will open in May, and it is on time."
    assert other_language("¿Qué dijo el ministro sobre el ferry?", library) == "Spanish"
    assert other_language("Что сказал министр?", library) == "Cyrillic script"
    assert other_language("What did the minister say about it?", library) == ""
    assert other_language("ferry Lindholm", library) == ""
