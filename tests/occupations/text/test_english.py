"""English for titles: every case was seen on a real page, in O*NET's titles, or in the list of known defects."""

import re

import pytest
import typeguard
from hypothesis import given
from hypothesis import strategies as st

from occupations.text.english import DEFAULT_VERBATIM, article, join_words, plural, possessive, running, sentence_start


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Service manager", "service manager"),
        ("Client Services Manager", "client services manager"),
        ("Customer service/operations manager", "customer service/operations manager"),
        ("SERVICE MANAGER", "service manager"),
        ("SQL DEVELOPER", "SQL developer"),
        ("BARTENDER OR COOK", "bartender or cook"),
        ("SQL Developer", "SQL developer"),
        ("T-SQL Developer", "T-SQL developer"),
        ("PL/SQL Developer", "PL/SQL developer"),
        (".NET Developer", ".NET developer"),
        ("C++ Developer", "C++ developer"),
        ("C# Developer", "C# developer"),
        ("C Developer", "C developer"),
        ("Node.js Developer", "Node.js developer"),
        ("Vue.js Developer", "Vue.js developer"),
        ("CNC/CAD Operator", "CNC/CAD operator"),
        ("CDL Truck Driver", "CDL truck driver"),
        ("OTR CDL-A Truck Driver", "OTR CDL-A truck driver"),
        ("HVAC Technician", "HVAC technician"),
        ("A/C Mechanic", "A/C mechanic"),
        ("X-Ray Technician", "X-ray technician"),
        ("E-Commerce Manager", "e-commerce manager"),
        ("Co-Manager", "co-manager"),
        ("3D Artist", "3D artist"),
        ("K-12 Teacher", "K-12 teacher"),
        ("Software Engineer II", "software engineer II"),
        ("CEO's Assistant", "CEO's assistant"),
        ("Driver's Helper", "driver's helper"),
        ("Registered Nurse (RN)", "registered nurse (RN)"),
        ("Chemical (CBRN) Officer", "chemical (CBRN) officer"),
        ("Maître D'", "maître d'"),
        ("iOS Developer", "iOS developer"),
        ("DevOps Engineer", "DevOps engineer"),
        ("Spanish Teacher", "Spanish teacher"),
        ("Marine Engineer", "marine engineer"),
        ("Marine Corps Officer", "Marine Corps officer"),
        ("Medical Illustrator", "medical illustrator"),
        ("Ruby on Rails Developer", "Ruby on Rails developer"),
        ("U.S. Senator", "U.S. senator"),
        ("R&D Manager", "R&D manager"),
        ("Sr. Manager", "sr. manager"),
        ("Customer Satisfaction", "customer satisfaction"),
        ("POS", "POS"),
        ("ISO", "ISO"),
        ("GAAP", "GAAP"),
        ("KPIs", "KPIs"),
        ("Microsoft Excel", "Microsoft Excel"),
        ("Microsoft Word", "Microsoft Word"),
        ("Word Processing", "word processing"),
        ("Access Control", "access control"),
        ("PowerPoint", "PowerPoint"),
        ("JavaScript", "JavaScript"),
        ("看護師", "看護師"),
        ("", ""),
    ],
)
def test_running_keeps_acronyms_and_names_and_lowers_the_rest(title, expected):
    assert running(title, DEFAULT_VERBATIM) == expected


def test_running_with_an_editors_word_keeps_it():
    assert running("Acme Widget Fitter", DEFAULT_VERBATIM) == "acme widget fitter"
    assert running("Acme Widget Fitter", DEFAULT_VERBATIM | {"Acme Widget"}) == "Acme Widget fitter"


def test_running_with_no_verbatim_words_goes_by_shape():
    assert running("SQL and Excel Trainer", frozenset()) == "SQL and excel trainer"


def test_running_keeps_whole_words_only():
    assert running("Excellence Manager", DEFAULT_VERBATIM) == "excellence manager"
    assert running("Javanese Translator", DEFAULT_VERBATIM) == "javanese translator"


@given(
    st.sampled_from(sorted(DEFAULT_VERBATIM)),
    st.sampled_from(["{}", "Lead {} Trainer", "{}/Office Clerk", "Clerk ({})"]),
)
def test_running_never_changes_a_verbatim_word(word, title):
    assert word in running(title.format(word), DEFAULT_VERBATIM)


@given(st.text(max_size=60))
def test_running_twice_is_running_once_and_changes_case_only(title):
    once = running(title, DEFAULT_VERBATIM)
    assert running(once, DEFAULT_VERBATIM) == once
    assert once.lower() == title.lower()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        # the defects of the reference pages
        ("service manager", "service managers"),
        ("customer service/operations manager", "customer service/operations managers"),
        ("client services manager", "client services managers"),
        ("manager, local", "managers, local"),
        ("manager local", "managers local"),
        ("manager in training", "managers in training"),
        ("chief of staff", "chiefs of staff"),
        ("chief of operations", "chiefs of operations"),
        ("general manager of operations", "general managers of operations"),
        ("co-manager", "co-managers"),
        ("aerial lineman", "aerial linemen"),
        ("bartender, cook and waitress", "bartenders, cooks and waitresses"),
        # one word
        ("secretary", "secretaries"),
        ("attorney", "attorneys"),
        ("boss", "bosses"),
        ("coach", "coaches"),
        ("chef", "chefs"),
        ("midwife", "midwives"),
        ("tech", "techs"),
        ("thief", "thieves"),
        ("cattleman", "cattlemen"),
        ("salesperson", "salespeople"),
        ("wait staff", "wait staff"),
        ("military police", "military police"),
        ("maître d'", "maître d's"),
        # initials
        ("RN", "RNs"),
        ("CNS", "CNSs"),
        ("CEO", "CEOs"),
        ("EMT-I/85", "EMT-I/85s"),
        (".NET developer", ".NET developers"),
        ("C++ developer", "C++ developers"),
        ("UI/UX designer", "UI/UX designers"),
        ("RN/LPN", "RNs/LPNs"),
        # prepositions
        ("head of marketing", "heads of marketing"),
        ("director of research and development", "directors of research and development"),
        ("doctor of veterinary medicine (DVM)", "doctors of veterinary medicine (DVM)"),
        ("attorney at law", "attorneys at law"),
        ("justice of the peace", "justices of the peace"),
        ("register of deeds", "registers of deeds"),
        ("assistant to the director", "assistants to the director"),
        ("first-line supervisor of retail sales workers", "first-line supervisors of retail sales workers"),
        ("right of way agent", "right of way agents"),
        ("chamber of commerce executive vice president", "chamber of commerce executive vice presidents"),
        ("over the road driver", "over the road drivers"),
        ("deaf and hard of hearing teacher", "deaf and hard of hearing teachers"),
        ("editor-in-chief", "editors-in-chief"),
        ("passer-by", "passers-by"),
        ("chef de cuisine", "chefs de cuisine"),
        # what stands behind the noun
        ("attorney general", "attorneys general"),
        ("major general", "major generals"),
        ("notary public", "notaries public"),
        ("sergeant major", "sergeants major"),
        ("poet laureate", "poets laureate"),
        ("president-elect", "presidents-elect"),
        ("software engineer II", "software engineers II"),
        ("operator level 2", "operators level 2"),
        ("secretary (retired)", "secretaries (retired)"),
        ("technologist (RT (R))", "technologists (RT (R))"),
        ("chemical (CBRN) officer", "chemical (CBRN) officers"),
        ("teacher, special education", "teachers, special education"),
        ("teacher - special education", "teachers - special education"),
        ("cloth folder, hand", "cloth folders, hand"),
        ("sales representative, wholesale and manufacturing", "sales representatives, wholesale and manufacturing"),
        (
            "secondary school teacher, except special and career/technical education",
            "secondary school teachers, except special and career/technical education",
        ),
        # several nouns
        ("camera operator/video editor", "camera operators/video editors"),
        ("host/hostess", "hosts/hostesses"),
        ("import/export agent", "import/export agents"),
        ("manager/assistant manager", "managers/assistant managers"),
        ("bartender, cook, and waitress", "bartenders, cooks, and waitresses"),
        ("judge, magistrate judge, and magistrate", "judges, magistrate judges, and magistrates"),
        (
            "cutting, punching, and press machine setter, operator, and tender, metal and plastic",
            "cutting, punching, and press machine setters, operators, and tenders, metal and plastic",
        ),
        ("truck, car, and bus cleaner", "truck, car, and bus cleaners"),
        ("crop, grain, or livestock farm manager", "crop, grain, or livestock farm managers"),
        ("lens grinder and polisher", "lens grinders and polishers"),
        ("tool and die maker", "tool and die makers"),
        ("food & beverage manager", "food & beverage managers"),
        ("trimmer and borer machine operator", "trimmer and borer machine operators"),
        ("printer and copier technician", "printer and copier technicians"),
        # plural already
        ("secretaries and administrative assistants", "secretaries and administrative assistants"),
        ("KPIs", "KPIs"),
        # nothing to make plural
        ("", ""),
        ("(retired)", "(retired)"),
        (", ", ", "),
        ("看護師", "看護師"),
    ],
)
def test_plural(title, expected):
    assert plural(title) == expected
    assert plural(expected) == expected


@given(st.text(alphabet="abcerstn -,/&()'’.I2", max_size=40))
def test_plural_of_anything_raises_nothing_and_loses_nothing(text):
    assert re.sub(r"[\w'’]", "", plural(text)) == re.sub(r"[\w'’]", "", text)


@pytest.mark.parametrize(
    "phrase",
    """
    an SQL developer|a T-SQL developer|a .NET developer|a C++ developer|an iOS developer|a user interaction designer
    a UX designer|a UI/UX designer|a unit secretary|a union organizer|a university dean|a uniform maker
    a utility worker|a urologist|a uranium miner|a US marshal|a U.S. senator|an underwriter|an usher|an umpire
    an uninsured driver|an unidentified caller|an upholsterer|an hourly worker|an honest broker|an honorary consul
    an heir finder|an herbalist|a historian|a housekeeper|a human resources manager|an HVAC technician|an HR manager
    an RN|an LPN|a CNA|an NP|an MRI technologist|an RFID engineer|an FBI agent|an EMT|an IT manager|an A/C mechanic
    an X-ray technician|an x-ray technician|a CDL truck driver|a LAN administrator|a SCADA engineer|a NASA engineer
    a HIPAA officer|an OSHA inspector|a UNIX administrator|a European history teacher|a eulogist|a one-stop adviser
    an e-commerce manager|an 8-bit programmer|an 80-hour intern|an 11-year-old actor|an 18-wheeler driver
    a 180-degree trainer|a 911 dispatcher|a 3D artist|a K-12 teacher|an aerial lineman|an école teacher
    a service manager|a client services manager|a (senior) manager|a year-round worker|an M&A analyst|an R&D manager
    a PhD student|an MBA intern|an (associate) editor|a “service” manager|a 看護師
    """.replace("\n", "|").split("|"),
)
def test_article_follows_the_sound(phrase):
    if phrase.strip():
        word, _, title = phrase.strip().partition(" ")
        assert article(title) == word


def test_article_of_nothing_is_a():
    assert article("") == "a"


@pytest.mark.parametrize(
    ("name", "is_plural", "expected"),
    [
        ("service managers", True, "service managers'"),
        ("chiefs of staff", True, "chiefs of staff's"),
        ("chiefs of operations", True, "chiefs of operations'"),
        ("aerial linemen", True, "aerial linemen's"),
        ("managers in training", True, "managers in training's"),
        ("bartenders, cooks and waitresses", True, "bartenders, cooks and waitresses'"),
        ("RNs", True, "RNs'"),
        ("service manager", False, "service manager's"),
        ("boss", False, "boss's"),
        ("waitress", False, "waitress's"),
        ("CNS", False, "CNS's"),
        ("chief of staff", False, "chief of staff's"),
        ("chief of operations", False, "chief of operations'"),
        ("maître d'", False, "maître d's"),
    ],
)
def test_possessive(name, is_plural, expected):
    assert possessive(name, plural=is_plural) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("service managers earn more", "Service managers earn more"),
        (".NET developers earn more", ".NET developers earn more"),
        ("iOS developers", "iOS developers"),
        ("eBay sellers", "eBay sellers"),
        ("SQL developers", "SQL developers"),
        ("3D artists", "3D artists"),
        ("e-commerce managers", "E-commerce managers"),
        ("éclair makers", "Éclair makers"),
        ("“service” managers", "“Service” managers"),
        ("a", "A"),
        ("", ""),
    ],
)
def test_sentence_start(text, expected):
    assert sentence_start(text) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_join_words(words, expected):
    assert join_words(words) == expected


def test_join_words_with_another_conjunction():
    assert join_words(["a", "b", "c"], "or") == "a, b or c"


def test_others_may_still_have_their_arguments_checked():
    assert plural("nurse") == "nurses"
    assert typeguard.typechecked.__module__.startswith("typeguard")
