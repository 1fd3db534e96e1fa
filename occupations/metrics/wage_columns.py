"""The columns that figures and rows of a wage survey have wherever they go: files, tables of the database, profiles."""

NUMBERS = ("value", "low", "high", "at_least", "at_most")
"""The numbers of a figure: one value, or a range, or a bound."""
PERCENTILES = ("p10", "p25", "median", "p75", "p90")
WAGE_COLUMNS = tuple(f"{period}_{statistic}" for period in ("annual", "hourly") for statistic in ("mean", *PERCENTILES))
"""annual_mean, annual_p10, … hourly_p90: in US$."""
