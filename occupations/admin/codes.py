"""Codes of official records, by which editors find an occupation."""

import re

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Replace

from occupations.models import Classification

CODE = re.compile(r"\d[\d.\-\s]{2,}")
FEWEST = 3  # digits of the beginning of a code


def digits_of(term: str) -> str:
    """The digits of what may be a code or its beginning, whatever the punctuation: "29-1141.00", "29114100", "291141";
    empty for other words."""
    term = term.strip()
    digits = re.sub(r"\D", "", term)
    return digits if CODE.fullmatch(term) and len(digits) >= FEWEST else ""


def with_code(digits: str) -> QuerySet:
    """The keys of occupations with a record whose code begins so."""
    plain = Replace(Replace("record__code", Value("-"), Value("")), Value("."), Value(""))
    mapped = Classification.objects.exclude(quality="none").alias(digits=plain)
    return mapped.filter(digits__startswith=digits).values("occupation")


def official_code() -> Subquery:
    """The O*NET code of an occupation, or else its SOC code; none of what has neither. Other systems name their records
    by titles."""
    exact = Classification.objects.filter(
        occupation=OuterRef("pk"), quality="exact", record__system__in=["onet-soc", "soc"]
    )
    return Subquery(exact.order_by("record__system", "record__code").values("record__code")[:1])
