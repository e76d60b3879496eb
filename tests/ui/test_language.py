"""The language of a quote is said only where it is clear."""

import pytest

from ui.language import language


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
    ],
)
def test_language(text, want):
    assert language(text) == want
