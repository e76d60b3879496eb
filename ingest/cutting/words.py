"""Words that transcripts of any office use: what opens a speaker label, what stands for an unnamed speaker, what opens something else."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


HONORIFICS = _set("""
    mr mr. ms ms. mrs mrs. miss dr dr. prof prof. sir dame lord lady rev rev. hon hon. shri smt mx sheikh right rt
    m. mme mlle sr sr. sra sra. srta señor señora senhor senhora monsieur madame signor signora herr frau
""")
TITLES = _set("""
    president vice prime minister secretary secretary-general chair chairman chairwoman chairperson cochair senator representative congressman
    congresswoman delegate ambassador general gen gen. admiral adm adm. colonel col col. major captain capt capt. lieutenant lt lt. sergeant sgt
    commander brigadier marshal governor mayor chancellor king queen prince princess commissioner director administrator spokesperson spokesman
    spokeswoman deputy under undersecretary assistant acting premier judge justice professor doctor attorney surgeon speaker sheriff chief
    officer envoy counselor consul coordinator foreign press high special rear pm treasurer comptroller superintendent inspector archbishop pope
    ceann comhairle taoiseach first former senior dean detective det dci supt insp constable cst
    presidente presidenta président présidente präsident präsidentin ministro ministra ministre
""")
ROLES = _set("""
    q a question questions questioner answer moderator operator interpreter translator journalist journalists reporter reporters press media
    correspondent host interviewer interviewee anchor participant participants audience member members staff aide speaker voice unidentified
    unknown official officials spokesperson spokesman spokeswoman photographer photojournalist child children crowd witness clerk attendee
    student students announcer narrator facilitator coordinator panelist response reply comment inaudible crosstalk all several male female man
    woman guest caller president chairman chair secretary minister premier ambassador lady gentleman remark
    analyst
""") | _set("""
    frage zusatzfrage antwort zuruf moderation journalistin réponse journaliste modérateur modératrice intervenant pregunta respuesta periodista
    intervención interlocutor interlocutora moderadora domanda risposta giornalista moderatore pergunta resposta jornalista vraag antwoord pytanie
    odpowiedź вопрос ответ реплика журналист запитання питання відповідь سؤال جواب שאלה תשובה 問 问 答 記者 记者 主持人 問い 質問 질문 답변 기자
""")
NOT_SPEAKERS = _set("""
    note notes correction corrections clarification cite source sources subject subjects topic topics index date time place location venue where
    when what who why how background contact contacts release update re cc from sent tags url link more share related see disclaimer transcript
    remarks event summary headline video photo image credit copyright email e-mail tel telephone phone fax web website read listen watch agenda
    warning attention important example bottom plus ps nb footnote footnotes appearances appendix annex table figure chapter section part item page volume
    editor's editor’s released published issued posted updated embargoed category categories language source: edt est gmt first second third
    fourth fifth sixth one two three four five number finally next also again then now here there today yesterday tomorrow meanwhile however
    quote
""")
FUNCTION_WORDS = _set("""
    on in to for about regarding with by at as of if is are was were do does did will would can could should may my our your their his her its
    this that these those we you he she they it i no yes not let look well okay ok oh and but or so because while after before since until over
    into out up just like again please thank thanks sorry sure good great have has had be been am which whose than very every each any
    some most many more
""")
PARTICLES = _set("""
    de la le du da di del der den von van bin bint ibn al el of the and for y e dos das ten ter très
""")
