"""Standard errors of wage surveys, of many rows at once: what occupations/observations/numbers.py says of one."""

import polars as pl

from occupations.observations.numbers import RELATIVE_ERROR, UNIT_OF

_WHOLE = 100  # hundredths of a percent, in which relative errors are published, make one
_OF = 100 * _WHOLE


def standard_error(column: str) -> pl.Expr:
    """Of an amount, in its unit, as text like the amount and its relative error. In whole numbers, so that halves are
    rounded to even, and hundredths are written, as there: floats would be a little more or less."""
    if column not in RELATIVE_ERROR:
        return pl.lit(None, pl.String)
    scale = UNIT_OF[column].scale
    product = _whole(column, scale) * _whole(RELATIVE_ERROR[column], _WHOLE)
    down, rest = product // _OF, product % _OF * 2
    error = down + ((rest > _OF) | ((rest == _OF) & (down % 2 == 1))).cast(pl.Int64)
    digits = len(str(scale)) - 1
    whole, parts = (error // scale).cast(pl.String), (error % scale).cast(pl.String).str.zfill(digits)
    return pl.when(error % scale == 0).then(whole).otherwise(whole + "." + parts.str.strip_chars_end("0"))


def _whole(column: str, scale: int) -> pl.Expr:
    return (pl.col(column).cast(pl.Float64) * scale).round().cast(pl.Int64)
