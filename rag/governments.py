"""The governments of the world and the words that stand for them: countries, adjectives, capitals, houses. Knows nothing of turns or questions.

The table holds the member and observer states of the United Nations (and a few territories that send officials of their own) by their short
names, with the demonym and the capital as the CIA World Factbook prints them. What is not in it is unknown: `""`, never a guess.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

# country: adjectives and other names: capital
COUNTRIES: Final = """
Afghanistan: Afghan: Kabul; Albania: Albanian: Tirana; Algeria: Algerian: Algiers; Andorra: Andorran: Andorra la Vella; Angola: Angolan: Luanda;
Antigua and Barbuda: Antiguan: Saint John's; Argentina: Argentine, Argentinian: Buenos Aires; Armenia: Armenian: Yerevan; Australia: Australian: Canberra;
Austria: Austrian: Vienna; Azerbaijan: Azerbaijani: Baku; Bahamas: Bahamian: Nassau; Bahrain: Bahraini: Manama; Bangladesh: Bangladeshi: Dhaka;
Barbados: Barbadian: Bridgetown; Belarus: Belarusian: Minsk; Belgium: Belgian: Brussels; Belize: Belizean: Belmopan; Benin: Beninese: Porto-Novo;
Bhutan: Bhutanese: Thimphu; Bolivia: Bolivian: La Paz; Bosnia and Herzegovina: Bosnian: Sarajevo; Botswana: Motswana, Batswana: Gaborone;
Brazil: Brazilian: Brasilia; Brunei: Bruneian: Bandar Seri Begawan; Bulgaria: Bulgarian: Sofia; Burkina Faso: Burkinabe: Ouagadougou;
Burundi: Burundian: Gitega; Cabo Verde: Cabo Verdean, Cape Verde: Praia; Cambodia: Cambodian: Phnom Penh; Cameroon: Cameroonian: Yaounde;
Canada: Canadian: Ottawa; Central African Republic: Central African: Bangui; Chad: Chadian: N'Djamena; Chile: Chilean: Santiago;
China: Chinese, People's Republic of China, PRC: Beijing; Colombia: Colombian: Bogota; Comoros: Comorian: Moroni;
Democratic Republic of the Congo: DRC, Congolese: Kinshasa; Republic of the Congo: Congo: Brazzaville; Costa Rica: Costa Rican: San Jose;
Cote d'Ivoire: Ivorian, Ivory Coast, Côte d'Ivoire: Yamoussoukro; Croatia: Croatian, Croats: Zagreb; Cuba: Cuban: Havana; Cyprus: Cypriot: Nicosia;
Czech Republic: Czech, Czechia: Prague; Denmark: Danish, Danes: Copenhagen; Djibouti: Djiboutian: Djibouti; Dominica: : Roseau;
Dominican Republic: Dominican: Santo Domingo; Ecuador: Ecuadorian: Quito; Egypt: Egyptian: Cairo; El Salvador: Salvadoran: San Salvador;
Equatorial Guinea: Equatorial Guinean: Malabo; Eritrea: Eritrean: Asmara; Estonia: Estonian: Tallinn; Eswatini: Swazi: Mbabane;
Ethiopia: Ethiopian: Addis Ababa; Fiji: Fijian: Suva; Finland: Finnish, Finns: Helsinki; France: French: Paris; Gabon: Gabonese: Libreville;
Gambia: Gambian: Banjul; Georgia: Georgian: Tbilisi; Germany: German: Berlin; Ghana: Ghanaian: Accra; Greece: Greek, Hellenic: Athens;
Greenland: Greenlandic, Greenlander: Nuuk; Grenada: Grenadian: Saint George's; Guatemala: Guatemalan: Guatemala City; Guinea: Guinean: Conakry;
Guinea-Bissau: Bissau-Guinean: Bissau; Guyana: Guyanese: Georgetown; Haiti: Haitian: Port-au-Prince; Holy See: Vatican: Vatican City;
Honduras: Honduran: Tegucigalpa; Hong Kong: Hong Kong SAR: ; Hungary: Hungarian: Budapest; Iceland: Icelandic, Icelander: Reykjavik;
India: Indian: New Delhi; Indonesia: Indonesian: Jakarta; Iran: Iranian: Tehran; Iraq: Iraqi: Baghdad; Ireland: Irish, Taoiseach: Dublin;
Israel: Israeli: Jerusalem; Italy: Italian: Rome; Jamaica: Jamaican: Kingston; Japan: Japanese: Tokyo; Jordan: Jordanian: Amman;
Kazakhstan: Kazakh, Kazakhstani: Astana; Kenya: Kenyan: Nairobi; Kiribati: I-Kiribati: Tarawa; Kosovo: Kosovar, Kosovan: Pristina;
Kuwait: Kuwaiti: Kuwait City; Kyrgyzstan: Kyrgyz, Kyrgyz Republic: Bishkek; Laos: Lao, Laotian: Vientiane; Latvia: Latvian: Riga;
Lebanon: Lebanese: Beirut; Lesotho: Mosotho, Basotho: Maseru; Liberia: Liberian: Monrovia; Libya: Libyan: Tripoli; Liechtenstein: : Vaduz;
Lithuania: Lithuanian: Vilnius; Luxembourg: Luxembourger: Luxembourg; Madagascar: Malagasy: Antananarivo; Malawi: Malawian: Lilongwe;
Malaysia: Malaysian: Kuala Lumpur; Maldives: Maldivian: Male; Mali: Malian: Bamako; Malta: Maltese: Valletta; Marshall Islands: Marshallese: Majuro;
Mauritania: Mauritanian: Nouakchott; Mauritius: Mauritian: Port Louis; Mexico: Mexican: Mexico City; Micronesia: Micronesian: Palikir;
Moldova: Moldovan: Chisinau; Monaco: Monegasque: Monaco; Mongolia: Mongolian: Ulaanbaatar; Montenegro: Montenegrin: Podgorica;
Morocco: Moroccan: Rabat; Mozambique: Mozambican: Maputo; Myanmar: Burmese, Burma: Nay Pyi Taw; Namibia: Namibian: Windhoek; Nauru: Nauruan: Yaren;
Nepal: Nepali, Nepalese: Kathmandu; Netherlands: Dutch: The Hague; New Zealand: New Zealander, Aotearoa: Wellington;
Nicaragua: Nicaraguan: Managua; Niger: Nigerien: Niamey; Nigeria: Nigerian: Abuja; North Korea: North Korean, DPRK: Pyongyang;
North Macedonia: Macedonian: Skopje; Norway: Norwegian: Oslo; Oman: Omani: Muscat; Pakistan: Pakistani: Islamabad; Palau: Palauan: Ngerulmud;
Palestinian Authority: Palestinian, Palestine: Ramallah; Panama: Panamanian: Panama City; Papua New Guinea: Papua New Guinean: Port Moresby;
Paraguay: Paraguayan: Asuncion; Peru: Peruvian: Lima; Philippines: Philippine, Filipino: Manila; Poland: Polish, Poles: Warsaw;
Portugal: Portuguese: Lisbon; Qatar: Qatari: Doha; Romania: Romanian: Bucharest; Russia: Russian, Russian Federation: Moscow;
Rwanda: Rwandan: Kigali; Saint Kitts and Nevis: Kittitian: Basseterre; Saint Lucia: Saint Lucian, St. Lucia: Castries;
Saint Vincent and the Grenadines: Vincentian: Kingstown; Samoa: Samoan: Apia; San Marino: Sammarinese: San Marino;
Sao Tome and Principe: Sao Tomean: Sao Tome; Saudi Arabia: Saudi, Saudi Arabian: Riyadh; Senegal: Senegalese: Dakar; Serbia: Serbian, Serbs: Belgrade;
Seychelles: Seychellois: Victoria; Sierra Leone: Sierra Leonean: Freetown; Singapore: Singaporean: Singapore; Slovakia: Slovak: Bratislava;
Slovenia: Slovenian, Slovene: Ljubljana; Solomon Islands: Solomon Islander: Honiara; Somalia: Somali: Mogadishu; South Africa: South African: Pretoria;
South Korea: South Korean, Republic of Korea, ROK: Seoul; South Sudan: South Sudanese: Juba; Spain: Spanish, Spaniards: Madrid;
Sri Lanka: Sri Lankan: Colombo; Sudan: Sudanese: Khartoum; Suriname: Surinamese: Paramaribo; Sweden: Swedish, Swedes: Stockholm;
Switzerland: Swiss: Bern; Syria: Syrian: Damascus; Taiwan: Taiwanese: Taipei; Tajikistan: Tajik, Tajikistani: Dushanbe;
Tanzania: Tanzanian: Dodoma; Thailand: Thai: Bangkok; Timor-Leste: Timorese, East Timor: Dili; Togo: Togolese: Lome; Tonga: Tongan: Nuku'alofa;
Trinidad and Tobago: Trinidadian: Port of Spain; Tunisia: Tunisian: Tunis; Turkey: Turkish, Turks, Türkiye, Turkiye: Ankara; Turkmenistan: Turkmen: Ashgabat;
Tuvalu: Tuvaluan: Funafuti; Uganda: Ugandan: Kampala; Ukraine: Ukrainian: Kyiv; United Arab Emirates: UAE, Emirati: Abu Dhabi;
United Kingdom: UK, U.K., British, Britons, Brits, Britain, Great Britain, Downing Street: London; United States: U.S., US, USA, American, United States of America: Washington;
Uruguay: Uruguayan: Montevideo; Uzbekistan: Uzbek, Uzbekistani: Tashkent; Vanuatu: Ni-Vanuatu: Port-Vila; Venezuela: Venezuelan: Caracas;
Vietnam: Vietnamese: Hanoi; Yemen: Yemeni: Sanaa; Zambia: Zambian: Lusaka; Zimbabwe: Zimbabwean: Harare
"""

# Institutions that speak for themselves: name, and the words that stand for it.
INSTITUTIONS: Final = {
    "Federal Reserve": r"Federal Reserve|\bFed\b|FOMC|Federal Open Market Committee",
    "United Nations": r"United Nations|\bU\.?N\.?\b|UNICEF|UNHCR|UNSMIL|Spokes(?:man|woman|person) for the Secretary-General",
    "NATO": r"\bNATO\b|North Atlantic Treaty Organi[sz]ation",
    "European Union": r"European Union|\bE\.?U\.?\b|European Commission|European Council|European External Action Service",
    "European Central Bank": r"European Central Bank|\bECB\b",
    "World Health Organization": r"World Health Organi[sz]ation|\bWHO\b",
    "International Monetary Fund": r"International Monetary Fund|\bIMF\b",
    "World Bank": r"World Bank",
    "International Atomic Energy Agency": r"International Atomic Energy Agency|\bIAEA\b",
    "African Union": r"African Union",
    "ASEAN": r"\bASEAN\b",
}

# Offices and houses that only one government has, by the words of a letterhead or a title.
HOUSES: Final = {
    "United States": (
        r"White House|Department of State|State Dep(?:artment|t\b)|Department Spokesperson|Pentagon|Department of (?:Defense|War|Homeland Security|the Treasury|Justice)"
        r"|Homeland Security|\bUSAID\b|\b(?:CDC|NIH|FDA|FEMA|FBI|DHS|DOD|NSC|OMB|NASA|EPA)\b|Foreign Press Cent(?:er|re)|Regional Media Hub|LiveAtState|Coronavirus Task Force"
        r"|COVID-19 Response Team|Centers for Disease Control|Surgeon General|Joint Chiefs of Staff|Defense Department|Oval Office|Air Force One"
        r"|\bU\.S\. (?:Embassy|Mission|Consulate|Government)|United States (?:Embassy|Mission|Government)"
    ),
    "Australia": r"\bATO\b|\bASIO\b|Australian Parliament",
    "United Kingdom": r"Downing Street|Foreign,? (?:&|and) Commonwealth|\bFCDO\b|HM Treasury",
    "India": r"Ministry of External Affairs|\bMEA\b",
    "Russia": r"Kremlin",
    "Ireland": r"Taoiseach|Tánaiste",
    "Germany": r"Bundesregierung|Bundeskanzler",
    "France": r"Élysée|Elysée|Elysee|Quai d['’]Orsay",
}


@cache
def _names() -> tuple[dict[str, str], re.Pattern[str]]:
    """Every name or adjective of a country (not its capital) and the country, and the pattern that finds them, longest first."""
    known: dict[str, str] = {}
    for row in " ".join(COUNTRIES.split()).split("; "):
        country, others, _ = row.split(":")
        known |= {name.strip(): country for name in (country, *others.split(",")) if name.strip()}
    longest = sorted(known, key=len, reverse=True)
    return known, re.compile(r"(?<![\w'’])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w])")


def government(words: str) -> str:
    """The government or institution that `words` (an office, a title, a letterhead) belong to; "" when none or several are named."""
    if found := institution(words):
        return found
    houses = {country for country, pattern in HOUSES.items() if re.search(pattern, words)}
    return houses.pop() if len(houses) == 1 else country_of(words)


def institution(words: str) -> str:
    """The institution apart from governments that `words` name ("the Fed"); "" when none."""
    return next((name for name, pattern in INSTITUTIONS.items() if re.search(pattern, words)), "")


def country_of(words: str) -> str:
    """The one country named in `words` by name or adjective; "" when none or several are."""
    known, pattern = _names()
    found = {known[match.group()] for match in pattern.finditer(words)}
    return found.pop() if len(found) == 1 else ""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    institutions = [(name, re.compile(pattern)) for name, pattern in INSTITUTIONS.items()]
    return (*institutions, *((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in HOUSES.items()))


# The United States have departments and an administration where others have ministries and a government: the fifteen of the Cabinet, by 5 U.S.C. 101.
# Others have a Department of Health as well, and say whose it is ("the Kenyan Department of Health").
_DEPARTMENTS: Final = r"(?:State|Treasury|Defense|War|Justice|Interior|Agriculture|Commerce|Labor|Health|Housing|Transportation|Energy|Education|Veterans|Homeland Security)"
_MINISTRY: Final = re.compile(rf"\b(?:{_DEPARTMENTS} Dep(?:artment|t\b)|Dep(?:artment|t) of (?:the )?{_DEPARTMENTS}|[Tt]he [Aa]dministration)\b")


def find_governments(text: str) -> tuple[tuple[int, int, str], ...]:
    """Every mention of a government or institution as (start, stop, name), by name, adjective, plural ("the Moroccans") or house.

    A text without capitals is read as if its words had them.
    """
    if text[1:] == text[1:].lower():
        text = text.title()
    known, names = _names()
    found = [(match.start(), match.end(), name) for name, pattern in _patterns() for match in pattern.finditer(text)]
    found += [(match.start(), match.end(), known[match.group()]) for match in names.finditer(text)]
    owned = {stop for _, stop, _ in found}
    found += [(match.start(), match.end(), "United States") for match in _MINISTRY.finditer(text) if match.start() - 1 not in owned]
    found += [(match.start(), match.end(), known[match.group(1)]) for match in _plurals().finditer(text)]
    return tuple(sorted(found))


@cache
def _plurals() -> re.Pattern[str]:
    known, _ = _names()
    return re.compile(r"\b(" + "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True) if name[-1] in "nikeorh") + r")s\b")


@cache
def capitals() -> dict[str, tuple[str, ...]]:
    """Capital -> the country's name and adjectives: in the language of the press "Tehran" is Iran's government. Capitals that share the name are left out."""
    rows = [[part.strip() for part in row.split(":")] for row in " ".join(COUNTRIES.split()).split("; ")]
    named = {capital: (country, *(name.strip() for name in others.split(",") if name.strip())) for country, others, capital in rows}
    return {capital: names for capital, names in named.items() if capital and capital not in names}


@cache
def _of_capital() -> dict[str, str]:
    return {capital.lower(): names[0] for capital, names in capitals().items()}


def capital_of(words: str) -> str:
    """The country whose capital some words name, in any case; "" for anything else."""
    return _of_capital().get(words.lower(), "")


@cache
def _by_country() -> dict[str, tuple[str, ...]]:
    rows = [[part.strip() for part in row.split(":")] for row in " ".join(COUNTRIES.split()).split("; ")]
    groups = [(country, *(name.strip() for name in others.split(",") if name.strip())) for country, others, _ in rows]
    return {name.lower(): group for group in groups for name in group}


def same_country(words: str) -> tuple[str, ...]:
    """The other names and adjectives of a country, given one in any case; () for anything else."""
    return tuple(name for name in _by_country().get(words.lower(), ()) if name.lower() != words.lower())
