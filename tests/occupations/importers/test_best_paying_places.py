"""Who is called the highest-paying, of how many, and when nobody is."""

from decimal import Decimal

import polars as pl
import pytest

from occupations.importers.batch import shaped
from occupations.importers.best_paying_places import METROS, SECTORS, STATES, top_figures
from occupations.importers.sources import oews
from tests.real import FILES, needs_files

COOKS = "oews-2018:35-2014"
NAMES = {"a": "Abilene, TX", "b": "Boston, MA", "c": "Chico, CA", "d": "Dover, DE"}
TOP_CODE = Decimal(239_200)
FLOORS = "with at least 500 employees and a relative standard error of at most 10%"


def figure(ranking, *rows, marked=True, remark="", top_code=TOP_CODE):
    """Label, value, missing and note of the one record the rows are of."""
    wages = [{"record": COOKS, "hourly_only": False, "top_coded": [], **cells} for cells in rows]
    places = [{"place": place, "name": name, "remark": remark} for place, name in NAMES.items()]
    figures = top_figures(
        shaped(pl.DataFrame(wages, infer_schema_length=None), "wages"),
        pl.DataFrame(places),
        ranking,
        marked=marked,
        top_code=top_code,
    )
    [found] = figures.to_dicts()
    assert (found["record"], found["metric"]) == (COOKS, ranking.metric)
    return found["label"], found["value"], found["missing"], found["note"]


def state(place, mean, employment=1_000, rse=2, **cells):
    return {"area": place, "annual_mean": mean, "employment": employment, "mean_rse": rse, **cells}


def capped(place, employment=1_000, rse=2):
    return state(place, None, employment, rse, top_coded=["annual_mean", "annual_median"])


def metro(place, *percentiles):
    columns = ("annual_p10", "annual_p25", "annual_median", "annual_p75", "annual_p90")
    return {"area": place, **dict(zip(columns, percentiles, strict=True))}


BLANK = (None,) * 5
PLAIN = (20_000, 30_000, 40_000, 50_000, 60_000)
NEAR = (90_000, 120_000, 160_000, 220_000, None)  # the highest tenth is top-coded


# Means, with sizes and errors


def test_highest_mean_of_all():
    assert figure(STATES, state("a", 40_000), state("b", 50_000), state("c", 30_000)) == (
        "Boston, MA",
        50_000,
        "",
        f"highest mean of 3 states {FLOORS}",
    )


@pytest.mark.parametrize("small", [{"employment": 499}, {"employment": None}, {"rse": Decimal("10.1")}])
def test_small_and_unsteady_places_do_not_count(small):
    assert figure(STATES, state("a", 40_000), state("b", 90_000, **small), state("c", 30_000)) == (
        "Abilene, TX",
        40_000,
        "",
        f"highest mean of 2 states {FLOORS}",
    )


def test_floors_themselves_count():
    assert figure(STATES, state("a", 40_000, 500, 10), state("b", 30_000))[:2] == ("Abilene, TX", 40_000)


def test_mean_without_an_error_counts():
    assert figure(STATES, state("a", 40_000, rse=None), state("b", 30_000))[:2] == ("Abilene, TX", 40_000)


def test_the_mean_takes_no_part_where_there_are_medians():
    rows = [
        state("a", 40_000, annual_median=30_000),
        state("b", 35_000, annual_median=38_000),
        state("c", 90_000),
    ]
    floors = FLOORS.replace("error of", "error of the mean of")
    assert figure(STATES, *rows) == ("Boston, MA", 38_000, "", f"highest median of 2 states {floors}")


def test_near_ties_are_said():
    rows = [state("a", 50_000), state("b", 49_100), state("c", 49_000)]
    assert figure(STATES, *rows)[3] == f"highest mean of 3 states {FLOORS}; 1 more has a mean within 2% of it"


def test_a_top_code_that_the_file_does_not_state_is_no_amount():
    rows = [state("a", 300_000), state("b", 190_000), capped("c")]
    assert figure(STATES, *rows, top_code=None)[3] == (
        "cannot be ranked: 2 states have a published mean, and 1 is above a limit that the file does not state"
    )


def test_of_equals_the_first_by_name_and_the_note_says_so():
    assert figure(STATES, state("c", 40_000), state("b", 40_000), state("a", 30_000)) == (
        "Boston, MA", 40_000, "", f"highest mean of 3 states {FLOORS}; 1 more has the same mean",
    )  # fmt: skip


def test_remark_of_the_highest_is_added():
    rows = [
        {"industry": "a", "annual_mean": 2, "employment": 900},
        {"industry": "b", "annual_mean": 1, "employment": 900},
    ]
    assert figure(SECTORS, *rows, remark="without schools") == (
        "Abilene, TX",
        2,
        "",
        "highest mean of 2 sectors with at least 500 employees; without schools",
    )


def test_nothing_is_highest_beside_a_top_coded_mean():
    assert figure(STATES, state("a", 200_000), state("b", 190_000), capped("c")) == (
        "", None, "top_coded", "cannot be ranked: 2 states have a published mean, and 1 is at $239,200 or above",
    )  # fmt: skip


def test_a_top_coded_mean_of_unknown_size_may_be_a_candidate():
    assert figure(STATES, state("a", 200_000), capped("c", employment=None), capped("d"))[2:] == (
        "top_coded", "cannot be ranked: 1 state has a published mean, and 2 are at $239,200 or above",
    )  # fmt: skip


@pytest.mark.parametrize("small", [{"employment": 499}, {"rse": 21}])
def test_a_top_coded_mean_that_is_no_candidate_bars_nothing(small):
    assert figure(STATES, state("a", 200_000), state("b", 190_000), capped("c", **small))[:3] == (
        "Abilene, TX",
        200_000,
        "",
    )


def test_one_candidate_makes_no_ranking():
    needs = "a published mean, at least 500 employees and a relative standard error of at most 10%"
    assert figure(STATES, state("a", 40_000), state("b", 50_000, 20))[2:] == (
        "not_applicable",
        f"cannot be ranked: 1 of 2 states has {needs}",
    )
    assert figure(STATES, state("a", 40_000))[2:] == ("not_applicable", f"cannot be ranked: 1 of 1 state has {needs}")


def test_hourly_pay_only_is_not_ranked_by_the_year():
    others = {
        "record": "oews-2018:00-0000",
        "area": "a",
        "annual_mean": Decimal(1),
        "employment": 900,
        "hourly_only": False,
    }
    actors = {
        "record": COOKS,
        "area": "a",
        "hourly_mean": Decimal(20),
        "employment": 900,
        "hourly_only": True,
        "top_coded": [],
    }
    wages = shaped(pl.DataFrame([actors, others | {"top_coded": []}], infer_schema_length=None), "wages")
    places = pl.DataFrame([{"place": "a", "name": "Alabama", "remark": ""}])
    figures = top_figures(wages, places, STATES, marked=True, top_code=TOP_CODE)
    assert figures.select("record", "missing", "note").rows()[0] == (
        COOKS, "hourly_only", "cannot be ranked: states are ranked by yearly pay",
    )  # fmt: skip


# Medians of the conversion, with blanks


def test_highest_median_where_there_are_no_means():
    assert figure(METROS, metro("a", *PLAIN), metro("b", 1, 2, 45_000, 46_000, 47_000), marked=False) == (
        "Boston, MA", 45_000, "", "highest median of 2 metropolitan areas with a published median; this file does not give employment by area",
    )  # fmt: skip


def test_blank_where_pay_never_comes_near_the_top_code_is_withheld():
    assert figure(METROS, metro("a", *PLAIN), metro("b", *PLAIN), metro("c", *BLANK), marked=False)[2:] == (
        "",
        "highest median of 2 metropolitan areas with a published median; 1 more has none; 1 more has the same median; this file does not give employment by area",
    )


def test_a_row_that_is_blank_everywhere_is_withheld_even_where_the_best_paid_reach_the_top_code():
    """Substitute teachers: nine in ten would have to earn more there than the top code."""
    assert figure(METROS, metro("a", *NEAR), metro("b", *PLAIN), metro("c", *BLANK), marked=False)[:3] == (
        "Abilene, TX", 160_000, "",
    )  # fmt: skip


def test_blank_above_published_percentiles_may_lie_at_the_top_code():
    assert figure(METROS, metro("a", *PLAIN), metro("b", 90_000, 200_000, None, None, None), marked=False)[2:] == (
        "top_coded", "cannot be ranked: 1 metropolitan area has a published median, and 1 without one may be at $239,200 or above",
    )  # fmt: skip


def test_blank_below_a_published_percentile_cannot():
    assert figure(
        METROS, metro("a", *PLAIN), metro("b", *PLAIN), metro("c", 20_000, 30_000, None, 50_000, None), marked=False
    )[:3] == ("Abilene, TX", 40_000, "")


def test_highest_tenth_at_the_top_code_bars_no_median():
    assert figure(METROS, metro("a", *NEAR), metro("b", *PLAIN), marked=False)[:3] == ("Abilene, TX", 160_000, "")


def test_blank_everywhere_is_withheld():
    assert figure(METROS, metro("a", *BLANK), metro("b", *BLANK), marked=False)[2:] == (
        "suppressed", "cannot be ranked: 0 of 2 metropolitan areas have a published median",
    )  # fmt: skip


# The real ones


@needs_files
def test_real_files():
    folder = FILES / "bls_oews"
    [metros], [sectors] = (oews.read([folder / name]) for name in ("msa.parquet", "natsector_M2024_dl.xlsx"))
    metro_missing = dict(metros.figures["missing"].value_counts().iter_rows())
    assert metro_missing == {"": 806, "top_coded": 29, "hourly_only": 5, "not_applicable": 6}
    assert dict(sectors.figures["missing"].value_counts().iter_rows()) == {
        "": 1185,
        "top_coded": 21,
        "not_applicable": 183,
        "hourly_only": 7,
    }
    for batch in (metros, sectors):
        beaten = batch.wages.join(batch.figures.filter(missing=""), on="record").filter(
            pl.col("annual_median") > pl.col("value"),
            (pl.col("employment") >= 500) & (pl.col("mean_rse") <= 10) if batch is sectors else pl.lit(value=True),
        )
        assert beaten.is_empty()
    given = {
        record: (label, value, note)
        for record, label, value, note in metros.figures.select("record", "label", "value", "note").rows()
    }
    assert given["oews-2018:29-1141"] == (  # registered nurses
        "San Jose-Sunnyvale-Santa Clara, CA",
        208_940,
        "highest median of 386 metropolitan areas with a published median; 5 more have none; this file does not give employment by area",
    )
    assert given["oews-2018:29-1242"] == (  # orthopedic surgeons
        "",
        None,
        "cannot be ranked: 7 metropolitan areas have a published median, and 21 without one may be at $239,200 or above",
    )


@needs_files
def test_real_states_of_a_year_with_amounts_above_the_top_code():
    [states] = oews.read([FILES / "bls_oews" / "state_M2025_dl.xlsx"])
    missing = dict(states.figures["missing"].value_counts().iter_rows())
    assert missing == {"": 755, "not_applicable": 86, "top_coded": 6, "hourly_only": 5}
    assert states.wages["top_code_annual"].is_null().all()
