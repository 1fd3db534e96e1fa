"""A statistical record in one word, "oews-2018:11-1021": system, vintage and code."""

from django.db.models import TextField, Value
from django.db.models.functions import Concat

KEY = Concat("system", Value("-"), "vintage", Value(":"), "code", output_field=TextField())
"""The key as a database expression."""


def key_of(system: str, vintage: str, code: str) -> str:
    return f"{system}-{vintage}:{code}"


def parts_of(key: str) -> tuple[str, str, str]:
    """System, vintage and code."""
    family, _, code = key.partition(":")
    system, _, vintage = family.rpartition("-")
    return system, vintage, code


def key_sql(table: str) -> str:
    """The key in SQL; `table`: the alias of the table of records in the statement."""
    return f"{table}.system || '-' || {table}.vintage || ':' || {table}.code"
