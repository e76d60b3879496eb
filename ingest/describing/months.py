"""Full dates in other languages than English, and in figures with full stops. Knows no format and no source."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTHS = (
    "janvier enero janeiro gennaio januar jänner januari января січня stycznia ocak",
    "février fevrier febrero fevereiro febbraio februar februari февраля лютого lutego şubat",
    "mars marzo março marco märz maart марта березня marca mart",
    "avril abril aprile april апреля квітня kwietnia nisan",
    "mai mayo maio maggio mei мая травня maja mayıs",
    "juin junio junho giugno juni июня червня czerwca haziran",
    "juillet julio julho luglio juli июля липня lipca temmuz",
    "août aout agosto august augustus августа серпня sierpnia ağustos",
    "septembre septiembre setiembre setembro settembre september сентября вересня września eylül",
    "octobre octubre outubro ottobre oktober октября жовтня października ekim",
    "novembre noviembre novembro november ноября листопада listopada kasım",
    "décembre decembre diciembre dezembro dicembre dezember december декабря грудня grudnia aralık",
)
_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_ERAS = {"": 0, "昭和": 1925, "平成": 1988, "令和": 2018}
"""Years to add to a Japanese era's."""

FOREIGN = re.compile(
    rf"(?<!\d)(?:(\d{{1,2}})(?:er|[.º°ª])?\s{{1,9}}(?:de\s|d[’'])?({'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\.?,?\s{{1,9}}(?:del?\s)?(\d{{4}})"
    r"|(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?![\d.])"
    r"|(昭和|平成|令和|)(\d{1,4}|元)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일])",
    re.I,
)


def foreign_days(text: str) -> Iterator[tuple[int, str, int, str]]:
    """Where each date begins, its year, its month as a number, its day; they may be no days of the calendar."""
    for found in FOREIGN.finditer(text):
        day, name, year, day2, month2, year2, era, year3, month3, day3 = found.groups()
        if name:
            yield found.start(), year, _NUMBERS[name.lower()], day
        elif month2:
            yield found.start(), year2, int(month2), day2
        else:
            yield found.start(), str(_ERAS[era] + (1 if year3 == "元" else int(year3))), int(month3), day3
