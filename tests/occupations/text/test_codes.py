"""Codes are read in all forms in which people and programs write them, and nothing else is taken for one."""

import pytest

from occupations.text.codes import WrittenCode, begun, read


@pytest.mark.parametrize(
    ("text", "code", "system", "vintage"),
    [
        ("29-1141", "29-1141", "", ""),
        ("291141", "29-1141", "", ""),
        ("29–1141", "29-1141", "", ""),
        (" 29 1141 ", "29-1141", "", ""),
        ("29-1141.00", "29-1141.00", "", ""),
        ("29 1141 00", "29-1141.00", "", ""),  # as an address spells it
        ("SOC 29-1141", "29-1141", "soc", ""),
        ("soc code: 291141", "29-1141", "soc", ""),
        ("SOC-2018:29-1141", "29-1141", "soc", "2018"),
        ("SOC 2010 15-1132", "15-1132", "soc", "2010"),
        ("SOC 201132", "20-1132", "soc", ""),
        ("O*NET 29-1141.00", "29-1141.00", "onet-soc", ""),
        ("onet-soc-2019:29-1141.00", "29-1141.00", "onet-soc", "2019"),
        ("OES 29-1141", "29-1141", "oews", ""),
        ("NEM-2024:13-1020", "13-1020", "nem", "2024"),
        ("51.3801", "51.3801", "cip", ""),
        ("CIP 51.3801", "51.3801", "cip", ""),
        ("cip-2020:51.3801", "51.3801", "cip", "2020"),
        ("CIP 513801", "51.3801", "cip", ""),
        ("CIP code 51.38", "51.38", "cip", ""),
        ("CIP 51", "51", "cip", ""),
        ("cps-2018:registered-nurses", "registered-nurses", "cps", "2018"),
        ("acs-2018:11-1011+11-1031", "11-1011+11-1031", "acs", "2018"),
    ],
)
def test_codes_are_read(text, code, system, vintage):
    assert read(text) == WrittenCode(code, system, vintage)


@pytest.mark.parametrize("text", ["", "nurse", "SOC", "2018", "29-114", "29-11411", "nurse 29-1141", "5.3801", "911"])
def test_nothing_else_is_a_code(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("code", "stem"),
    [("15-0000", "15-"), ("15-1200", "15-12"), ("15-1250", "15-125"), ("15-1252", ""), ("51.3800", "")],
)
def test_a_group_has_the_beginning_of_its_codes(code, stem):
    found = read(code)
    assert found is not None
    assert found.stem == stem


def test_beginnings_of_codes_are_read():
    assert [begun(text) for text in ("29-11", "SOC 29", "29", "29-1141", "nurse")] == ["29-11", "29-", "29-", "", ""]
