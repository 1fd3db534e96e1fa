"""What of the demonstration comes on top of the country: no occupation twice, and no figures."""

import json
from pathlib import Path

from django.conf import settings

from careersite.demo_words import Known, adapted_to

NURSE, DEVELOPER, HAIR = "onet-soc-2019:29-1141.00", "onet-soc-2019:15-1252.00", "onet-soc-2019:39-5012.00"
KNOWN = {
    NURSE: Known("Registered nurse", "Healthcare"),
    DEVELOPER: Known("Software developer", "Computers", described=True),
    HAIR: Known("Hairdresser, hairstylist, or cosmetologist", "Personal care"),
}


def entry(title: str, record: str, quality: str, **more) -> dict:
    links = [{"record": record, "quality": quality}, {"record": "oews-2018:gone", "quality": quality}]
    words = {"description": "Works.", "responsibilities": ["Works."]}
    return {"title": title, "category": "Its own", "classification": links, **words, **more}


def adapted(*entries: dict) -> list[dict]:
    file = {"source": {"title": "Demonstration"}, "records": ["figures"], "datasets": {}, "occupations": list(entries)}
    made = adapted_to(file, KNOWN, KNOWN.keys())
    assert made.keys() == {"source", "occupations"}
    return made["occupations"]


def test_the_same_occupation_gets_the_words_and_the_other_name():
    assert adapted(entry("RN", NURSE, "exact", also_called=["Staff nurse"])) == [
        {
            "title": "Registered nurse",
            "category": "Healthcare",
            "also_called": ["RN"],
            "description": "Works.",
            "responsibilities": ["Works."],
        }
    ]


def test_words_that_were_written_for_the_record_come_first():
    assert adapted(entry("Software developer", DEVELOPER, "exact")) == [
        {"title": "Software developer", "category": "Computers", "also_called": []}
    ]


def test_a_part_of_the_official_title_is_no_occupation_of_its_own():
    assert adapted(entry("Hairstylist", HAIR, "narrower")) == [
        {
            "title": "Hairdresser, hairstylist, or cosmetologist",
            "category": "Personal care",
            "also_called": ["Hairstylist"],
        }
    ]


def test_a_title_within_a_record_is_one_of_its_own_in_the_category_of_the_record():
    [made] = adapted(entry(".NET developer", DEVELOPER, "narrower"))
    assert (made["title"], made["category"], made["description"]) == (".NET developer", "Computers", "Works.")
    assert made["classification"] == [{"record": DEVELOPER, "quality": "narrower"}]  # without the record that is gone


def test_an_occupation_without_a_record_stays_as_it_is():
    [made] = adapted(entry("Prompt engineer", "oews-2018:15-1299", "none"))
    assert (made["category"], made["classification"]) == ("Its own", [])


def test_the_file_of_the_demonstration_can_be_adapted():
    file = json.loads(Path(settings.BASE_DIR / "fixtures" / "occupations.json").read_bytes())
    titles = [one["title"] for one in adapted_to(file, KNOWN, set())["occupations"]]
    assert len(titles) == len(set(titles)) == len(file["occupations"])
