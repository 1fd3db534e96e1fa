"""Every official title of the O*NET database makes a singular title, and that one the plural again."""

from pathlib import Path

import pytest

from occupations.importers.official_titles import job_title
from occupations.text import english

OFFICIAL = Path(__file__).with_name("official_titles.txt").read_text().splitlines()
# Where the plural is better English than the official title, or the official title is no plural.
OTHERS = {
    "Gambling Change Persons and Booth Cashiers": "gambling change people and booth cashiers",
    "Lifeguards, Ski Patrol, and Other Recreational Protective Service Workers": "lifeguards, ski patrollers, and other "
    "recreational protective service workers",
    "Parts Salespersons": "parts salespeople",
    "Retail Salespersons": "retail salespeople",
    "Tax Examiners and Collectors, and Revenue Agents": "tax examiners, collectors, and revenue agents",
    "Transit and Railroad Police": "transit and railroad police officers",
}


def test_the_plural_of_the_singular_is_the_official_title_again():
    wrong = {}
    for official in OFFICIAL:
        plural = english.plural(english.running(job_title(official), english.DEFAULT_VERBATIM))
        if plural.lower() != OTHERS.get(official, official.replace("--", " to ")).lower():
            wrong[official] = plural
    assert wrong == {}


def test_singulars_and_their_articles():
    wrong = []
    for official in OFFICIAL:
        running = english.running(job_title(official), english.DEFAULT_VERBATIM)
        vowel = running[0].lower() in "aeiou" and running != "urologist"
        if english.article(running) != ("an" if vowel else "a"):
            wrong.append(running)
    assert wrong == []


@pytest.mark.parametrize(
    ("official", "singular"),
    [
        ("Police and Sheriff's Patrol Officers", "Police or sheriff's patrol officer"),
        ("Plumbers, Pipefitters, and Steamfitters", "Plumber, pipefitter, or steamfitter"),
        ("Criminal Justice and Law Enforcement Teachers, Postsecondary", "Criminal justice and law enforcement teacher, "
         "postsecondary"),
        ("Gas Compressor and Gas Pumping Station Operators", "Gas compressor and gas pumping station operator"),
        ("Hoist and Winch Operators", "Hoist and winch operator"),
        ("Computer, Automated Teller, and Office Machine Repairers", "Computer, automated teller, and office machine "
         "repairer"),
        ("Helpers--Carpenters", "Helper to carpenters"),
        ("Laborers and Freight, Stock, and Material Movers, Hand", "Laborer or freight, stock, and material mover, hand"),
        ("Tax Examiners and Collectors, and Revenue Agents", "Tax examiner, collector, or revenue agent"),
        ("Transit and Railroad Police", "Transit or railroad police officer"),
    ],
)  # fmt: skip
def test_singular(official, singular):
    assert job_title(official) == singular
