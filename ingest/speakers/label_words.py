"""Words that speaker labels are made of, by what they say: who asks, who assists, who answers, what an office is joined with."""

from __future__ import annotations

import re
from typing import Final

PRESS: Final = frozenset(
    "q question questions questioner journalist reporter reporters press media correspondent interviewer host compere presenter anchor j jl "
    "frage zusatzfrage journalistin journaliste pregunta periodista domanda giornalista pergunta jornalista vraag pytanie dziennikarz вопрос журналист "
    "запитання питання журналіст δημοσιογραφος δημοσιογράφος سؤال שאלה 記者 记者 問 问 質問 질문 기자".split()
)
STAFF: Final = frozenset(
    "moderator operator interpreter translator staff aide facilitator announcer mc emcee coordinator moderators vors moderador moderadora modérateur "
    "modératrice moderatore 主持人".split()
)
ANSWERS: Final = frozenset(
    "a answer réponse reponse respuesta antwort risposta resposta ответ antwoord odpowiedź відповідь جواب תשובה 答 答え 답변".split()
)
OTHERS: Final = frozenset(
    "participant participants audience member members speaker unidentified voice voices child children crowd attendee student students photographer "
    "photojournalist male female man woman unknown unnamed caller guest all several some another crew pl interlocutor".split()
)
MISPRINTED: Final = (
    "question journalist reporter moderator operator interpreter secretary minister president administrator official prime senator".split()
)
ABBREVIATED: Final = {"pm": "Prime Minister", "sg": "Secretary-General", "fm": "Foreign Minister", "vp": "Vice President"}
OF: Final = frozenset("of for de del du della di da do".split())
JOINING: Final = OF | frozenset("the and to on in at & la y et".split())
POST_NOMINALS: Final = frozenset("MP MLA MHA AO AM AC AS OAM MEP MSP TD QC KC".split())
"""Letters after a name that are no part of it."""
BODIES: Final = frozenset("assembly council commission committee parliament senate congress court fund bank union agency".split())
"""The last word of an office in a body: `President of the General Assembly`."""
NUMBERS: Final = frozenset("one two three four five six seven eight number no #".split())
EAST_ASIAN_OFFICES: Final = re.compile(
    r"\w{0,12}(?:部長|部长|大臣|総裁|總裁|总裁|總統|总统|總理|总理|主席|院長|院长|市長|市长|局長|局长|發言人|发言人|장관|총리|대변인|대통령)"
)
"""An office after a surname, or alone."""
AUTHORITY: Final = re.compile(r"\b(?:Ministry|Department|Office|Embassy|Chancellery|Directorate|Treasury)\b")
"""What stands for a spokesperson's office, in parentheses after his name: `DOE (Federal Foreign Office)`."""
FURTHER: Final = frozenset("follow-up followup further supplementary additional".split())
"""Before the word that stands for a questioner."""
ARTICLES: Final = frozenset("la el le il o a die der das".split())
