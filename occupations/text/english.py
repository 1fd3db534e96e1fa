"""English for job titles and skills: capitals, plurals, articles, possessives, lists.

Titles are short noun phrases without a verb, so a few rules about where the head noun stands do better than a general
library: inflect makes "chief of staff" right, but also "teacher, special educations" and "RNS". It is used here for
single words only. What the rules get wrong an editor overrides per title.
"""

import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from occupations.text.title_words import PEOPLE, PERSON_ENDING, PHRASES, RANKS, REVIEWED_PLURALS, THINGS

if TYPE_CHECKING:
    import inflect

# Acronyms are recognized by their capitals in a title of mixed case; the list is for titles typed in capitals.
_ACRONYMS = """
.NET 3D AI AML API APRN ASP AWS BI BIM C C# C++ CAD CADD CAM CCTV CDL CEO CFO CIO CISSP CMS CNA CNC COBOL COO CPA CPR
CRM CRNA CSS CT CTO DBA DJ DNA DVM EDI EEG EHR EHS EKG EMR EMS EMT ERP ESL ETL F# FBI FDA FORTRAN FPGA GAAP GED GIS GPS
GYN HIPAA HIV HR HRIS HTML HTTP HVAC I ICD ICU II III IP ISO IT IV JD JIRA JSON K-12 KPI LAN LEED LIDAR LPN LVN MATLAB
MBA MD MIG MRI NASA NICU NP NURBS OB-GYN OB/GYN OSHA OT OTR PA PBX PCB PDF PHP PL/SQL PLC PMP POS PPE PR PT PV QA QC
R R&D RDBMS RF RFID RN ROI RV SAP SAS SCADA SDK SDLC SEC SEM SEO SOP SPED SPSS SQA SQL SUV T-SQL TIG TQM TSA TV U.S.
UAV UI UI/UX UK UML UNIX UPS US USA USDA UX VA VBA VIP VP VPN WAN WMS XML
"""
# Proper names. Those that are also common words ("Access", "Word", "Swift") only as a phrase.
_NAMES = """
Adobe, Adobe Illustrator, African, After Effects, Air Force, Amazon, America, American, Android, Angular, Ansible,
Apache, Apache Spark, Arabic, ArcGIS, Army, Asian, Atlassian, AutoCAD, Autodesk, Azure, Baptist, Bluetooth, Bootstrap,
Braille, British, C-arm, Canadian, Catholic, Chinese, Christian, Christmas, Cisco, Citrix, Coast Guard, Confluence,
Congress, CorelDRAW, Crystal Reports, Dassault, Django, Docker, Dreamweaver, Drupal, Dutch, English, Epic Systems,
Ethernet, European, Excel, Facebook, Federal Reserve, FileMaker Pro, Final Cut Pro, French, German, GitHub, Google,
Google Ads, Google Analytics, Google Docs, Google Drive, Google Sheets, Greek, Hadoop, Hebrew, Hindi, Hispanic, HubSpot,
IBM, InDesign, Indian, Instagram, Italian, Japanese, Java, JavaScript, Jenkins, Jewish, Jira, Kafka, Kanban, Korean,
Kotlin, Kubernetes, LabVIEW, Latin, LexisNexis, LinkedIn, Linux, Lutheran, Macintosh, Magento, Mandarin, Marine Corps,
Medicaid, Medicare, Meditech, Methodist, Microsoft, Microsoft Access, Microsoft Dynamics, Microsoft Office,
Microsoft Outlook, Microsoft Project, Microsoft Publisher, Microsoft Teams, Microsoft Windows, Microsoft Word, Minitab,
Mohs, MongoDB, Montessori, MS Access, MS Office, MS Outlook, MS Project, MS Word, MySQL, Native American, Navy,
NetSuite, Node.js, NoSQL, Objective-C, Office 365, Oracle, PeopleSoft, Perl, Photoshop, Pilates, Portuguese, PostgreSQL,
Power BI, PowerPoint, PowerShell, Presbyterian, Primavera, Python, QuickBooks, React, Red Hat, Revit, Ruby,
Ruby on Rails, Russian, Salesforce, SharePoint, Siemens, Six Sigma, SolidWorks, Spanish, Splunk, SQL Server, Tableau,
Teradata, Terraform, TypeScript, Ubuntu, United States, Unix, Vietnamese, Visio, Visual Basic, Visual Studio, VMware,
Windows Server, Windows XP, WordPress, Workday, Xbox, Xcode, YouTube, Zoom, Zumba
"""
DEFAULT_VERBATIM: frozenset[str] = frozenset(_ACRONYMS.split()) | frozenset(re.split(r",\s+", _NAMES.strip()))
"""Words and phrases that stay as written in the middle of a sentence. Editors add theirs in the database."""

_BREAKS = r"\s/()\[\],;:\"“”–—\-"  # what ends a word


@functools.lru_cache(maxsize=8)
def _word_pattern(verbatim: frozenset[str]) -> re.Pattern[str]:
    """Matches a word or phrase of `verbatim` (longest first, with its plural or possessive), else an ordinary word."""
    phrases = "|".join(re.escape(phrase) for phrase in sorted(verbatim, key=lambda text: (-len(text), text)) if phrase)
    end = rf"(?=[{_BREAKS}]|[.!?]?$|[.!?]\s)"
    return re.compile(rf"(?P<verbatim>(?:{phrases or '(?!)'})(?:s|['’]s?)?){end}|(?P<word>[^{_BREAKS}]+)")


def running(title: str, verbatim: frozenset[str]) -> str:
    """The title or skill as written in the middle of a sentence.

    "Service manager" -> "service manager", "SQL Developer" -> "SQL developer", "SERVICE MANAGER" -> "service manager".
    The words of `verbatim` stay, and what looks like an acronym, a brand or a grade: capitals after the first letter
    ("KPIs", "iOS", "PowerPoint"), digits ("3D"), an inner dot ("Node.js"), single letters ("C++", "X-ray").
    """
    shouted = " " in title.strip() and not any(letter.islower() for letter in title)

    def lowered(match: re.Match[str]) -> str:
        word = match[0]
        if match["verbatim"]:
            return word
        if word == "E" and re.match(r"-\w", title[match.end() :]):  # "E-Commerce", but "T-SQL" and "X-Ray"
            return "e"
        one_letter = len(re.sub(r"\W|_", "", word)) == 1 and not word.endswith(("'", "’"))  # "C++", but "Maître D'"
        capitals = not shouted and word[1:] != word[1:].lower()
        return word if one_letter or capitals or re.search(r"\d|\w\.\w", word) else word.lower()

    return _word_pattern(verbatim).sub(lowered, title)


_PREPOSITIONS = frozenset(
    "as at by de des down du for from in of off on out over to under up with without".split()  # noqa: SIM905
)
_JOINERS = frozenset({"and", "or", "&", "/"})
_QUALIFYING = frozenset({"all", "hand", "not"})  # open a part after a comma that names nobody
_EXCEPTIONS = frozenset({"except", "excluding", "including"})  # nothing after these says who it is
_TRAILING = re.compile(r"[IVX]+|[A-Z]|\S*\d\S*|level|grade|local|part-time|full-time|seasonal|remote|emeritus|elect")
_ENDING_WITH_GENERAL = frozenset({"major", "lieutenant", "brigadier"})  # ranks of general; an attorney general is not
_IRREGULAR = {
    "thief": "thieves", "medium": "mediums", "passerby": "passersby", "shaman": "shamans", "german": "germans",
    "human": "humans", "maestro": "maestros", "tech": "techs", "d'": "d's", "d’": "d’s",
}  # fmt: skip
_NO_PLURAL = frozenset(
    """
    administration artillery clergy defense education engineering equipment forensics intelligence maintenance
    management military operations pathology patrol personnel police staff support training work
    """.split()  # noqa: SIM905
)
_INITIALS = re.compile(r"\.?[A-Z0-9&.+#]*[A-Z0-9+#]\.?")  # "RN", "C++", "U.S."


@functools.cache
def _engine() -> "inflect.engine":
    """Made at the first use, without the checks of arguments that inflect has typeguard write into its functions: that
    takes two seconds, and what is asked here is text."""
    import typeguard

    checked = typeguard.typechecked
    try:
        setattr(typeguard, "typechecked", lambda function: function)  # noqa: B010 - mypy allows no assignment
        import inflect
    finally:
        setattr(typeguard, "typechecked", checked)  # noqa: B010
    return inflect.engine()


def _is_plural(word: str) -> bool:
    """Whether the word is already plural: "operations", "KPIs", "linemen"; not "boss", "CNS"."""
    if word.endswith(("'s", "’s")) or (word.endswith("s") and _INITIALS.fullmatch(word[:-1])):
        return True
    if not word.isalpha() or _INITIALS.fullmatch(word) or word.endswith(("ss", "us", "sis")):
        return False
    return bool(_engine().singular_noun(word))


def _is_person(word: str) -> bool:
    last = word.lower().rpartition("-")[2]
    noun = str(_engine().singular_noun(last) or last) if _is_plural(last) else last
    return noun in PEOPLE or (noun not in THINGS and len(noun) > 3 and bool(PERSON_ENDING.search(noun)))


def _plural_word(word: str) -> str:
    first, hyphen, rest = word.partition("-")
    if hyphen and rest.partition("-")[0] in _PREPOSITIONS | {"elect"} and _is_person(first):  # "editor-in-chief"
        return f"{_plural_word(first)}-{rest}"
    before, hyphen, last = word.rpartition("-")
    not_english = last.isalpha() and last.lower() == last.upper()  # "看護師"
    if not_english or last.lower() in _NO_PLURAL or last.lower().endswith("staff") or _is_plural(last):
        return word
    if last.lower() in _IRREGULAR:
        return before + hyphen + _IRREGULAR[last.lower()]
    if _INITIALS.fullmatch(last) or not last.isalpha():
        return word + "s"
    if last.endswith("man"):  # inflect makes "cattlemans"
        return word[:-3] + "men"
    return before + hyphen + _engine().plural_noun(last)


def singular_word(word: str) -> str:
    """ "nurses" -> "nurse", "foremen" -> "foreman"; a word that is no plural stays as it is."""
    before, hyphen, last = word.rpartition("-")
    if last.endswith("men"):
        return f"{word[:-3]}man"
    singular = _engine().singular_noun(last) if _is_plural(last) else ""
    return f"{before}{hyphen}{singular}" if singular else word


def is_plural_person(word: str) -> bool:
    """ "nurses", "pilots": a plural that names people."""
    return _is_plural(word) and _is_person(word)


# A title is cut into words, commas and slashes; words are (position, text), positions those in the cut title.
_Words = list[tuple[int, str]]


def _split(words: _Words, marks: frozenset[str]) -> list[_Words]:
    parts: list[_Words] = [[]]
    for position, word in words:
        if word.lower() in marks:
            parts.append([])
        else:
            parts[-1].append((position, word))
    return [part for part in parts if part]


def _without_complement(words: _Words) -> _Words:
    """The words up to the head noun: "manager in training" -> "manager", "software engineer II" -> "software engineer".

    The head stands before the preposition if it is a person ("chief of staff") or if nobody stands at the end
    ("head of marketing"); else at the end ("right of way agent").
    """
    places = [place for place, (_, word) in enumerate(words) if place and word.lower() in _PREPOSITIONS]
    if places and (_is_person(words[places[0] - 1][1]) or not _is_person(words[-1][1])):
        words = words[: places[0]]
    while len(words) > 1 and _TRAILING.fullmatch(words[-1][1]) and words[-2][1] not in _JOINERS:
        words = words[:-1]
    if len(words) > 1:
        before, last = words[-2][1].lower(), words[-1][1].lower()
        if last == "laureate" or (last == "general" and _is_person(before) and before not in _ENDING_WITH_GENERAL):
            return words[:-1]
        if f"{before} {last}" in {"notary public", "notaries public", "sergeant major", "sergeants major"}:
            return words[:-1]
    return words


def _ends_with_person(words: _Words) -> bool:
    phrase = " ".join([word.lower() for _, word in words[-2:]])
    return PHRASES[phrase] if phrase in PHRASES else _is_person(words[-1][1])


def heads(words: _Words) -> list[int]:
    """Positions of the nouns that are made plural, because they say who it is."""
    excluded = (at for at, (_, word) in enumerate(words) if at and word.lower() in _EXCEPTIONS)
    words = words[: next(excluded, len(words))]
    first, *more = _split(words, frozenset({",", ";", "-", "–", "—"})) or [[]]
    items = [_without_complement(item) for item in [first, *more] if item is first or item[0][1] not in _QUALIFYING]
    remaining = list(items)
    while remaining and not (remaining[-1] and _ends_with_person(remaining[-1])):
        remaining.pop()  # "manager, local", "teacher, special education"
    if not remaining:  # nobody known: "grill, fry or prep lead" ends with its head, "roughneck, offshore" begins so
        remaining = items if any(word.lower() in _JOINERS for _, word in words) else items[:1]
    parts = [part for item in remaining for part in _split(item, _JOINERS)]
    if not parts:
        return []
    *others, last = parts
    first_of_last = last[0][1].lower()
    if len(last) > 1 and _is_person(first_of_last) and first_of_last not in RANKS:
        others = []  # "trimmer and borer machine operator": both name the machine
    return [part[-1][0] for part in others if _ends_with_person(part)] + [last[-1][0]]


def cut(running_title: str) -> tuple[list[str], _Words]:
    """All pieces of a title, and those of them that are words, commas or slashes; parentheses are no words."""
    tokens = re.findall(r"\((?:[^()]|\([^()]*\))*\)|\s+|[,;/]|[^\s,;/()]+|.", running_title)
    return tokens, [(place, token) for place, token in enumerate(tokens) if token.strip() and not token.startswith("(")]


def plural(running_title: str) -> str:
    """The plural of a title: "service manager" -> "service managers", "chief of staff" -> "chiefs of staff".

    Of several nouns joined by a slash, a comma, "and" or "or" the last is made plural, and those before it that name
    people: "camera operators/video editors", "bartenders, cooks and waitresses", but "customer service/operations
    managers". What follows a comma and names nobody is a qualifier: "managers, local". Parentheses stay as they are,
    and so does a noun that is plural already.
    """
    if running_title in REVIEWED_PLURALS:
        return REVIEWED_PLURALS[running_title]
    tokens, words = cut(running_title)
    places = heads(words)
    for place in places:
        tokens[place] = _plural_word(tokens[place])
    # One person is "a waiter or waitress", all of them are "waiters and waitresses".
    for place, word in words:
        if word == "or" and places[0] < place < places[-1]:
            tokens[place] = "and"
    return "".join(tokens)


_VOWEL_SOUND = re.compile(  # "hour", "unit" and "one" sound other than they look
    r"(?:hour|honest|hono|heir|herb(?=s?$|a)|hors$)"
    r"|(?!eu|ewe|one$|once$|uni(?!dent|mp|n|ss)|us[aeiu]|ut[eio]|ur[aeio]|uk[eru]|ubi|ufo)[aeiouàáâäèéêëìíîïòóôöùúûü]",
    re.IGNORECASE,
)
_LETTERS_WITH_VOWEL_SOUND = frozenset("AEFHILMNORSX")
_PRONOUNCED_AS_WORDS = frozenset(
    """
    FACS FASB FICA FIFO HACCP HALT HAWK HAZMAT HIPAA LAMP LAN LASIK LEED LIDAR LIFO LIMS MEMS MIDI MIG MISO NASA NATO
    NICU NOC NURBS RADAR RAID RAM REIT REST RICO ROM SAS SCADA SCUBA SIEM SIM SMART SOAP SOC SONAR SOX SPED STEM SWAT
    SWOT UNIX
    """.split()  # noqa: SIM905
)


def article(running_title: str) -> str:
    """ "a" or "an", by the sound of the first word: "an SQL developer", "a unit secretary", "an hourly worker"."""
    found = re.search(r"\.?[^\W_][^\s/\-–—(),]*", running_title)
    if found is None:
        return "a"
    word = found[0]
    if word[0] == ".":  # ".NET" is said "dot net"
        return "a"
    if word[0].isdigit():  # eight, eighty, eleven, eighteen
        return "an" if re.match(r"8|1[18](?!\d)|1[18]\d\d(?!\d)", word) else "a"
    letters = re.sub(r"(?:['’]?s|['’])$", "", word)
    initials = len(letters) == 1 or bool(_INITIALS.fullmatch(letters))
    if initials and letters not in _PRONOUNCED_AS_WORDS and len(letters) < 6:
        return "an" if letters[0].upper() in _LETTERS_WITH_VOWEL_SOUND else "a"
    return "an" if _VOWEL_SOUND.match(word) else "a"


def possessive(name: str, plural: bool = False) -> str:
    """ "boss" -> "boss's", "chiefs of staff" -> "chiefs of staff's"; plural: "service managers" -> "service managers'".

    A singular title that ends in a plural word gets the apostrophe alone too: "head of operations'".
    """
    last = re.split(r"[\s/\-]", name)[-1]
    if last.endswith("s") and (plural or _is_plural(last)):
        return name + "'"
    return name + ("s" if name.endswith("'") else "'s")


_FIRST_WORD = re.compile(r"[\"'“‘(]*([^\W\d_])(\S*)")


def sentence_start(text: str) -> str:
    """The text with its first letter in upper case, unless its first word has its own form: ".NET", "iOS", "3D"."""
    found = _FIRST_WORD.match(text)
    if found is None or found[2] != found[2].lower():
        return text
    place = found.start(1)
    return text[:place] + text[place].upper() + text[place + 1 :]


def join_words(words: Sequence[str], conjunction: str = "and") -> str:
    """ "a, b and c", "a and b", "a"; empty for none."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"
