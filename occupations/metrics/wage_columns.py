"""Columns that figures and wage survey rows share everywhere: in files, tables of the database and profiles."""

NUMBERS = ("value", "low", "high", "at_least", "at_most")
"""The numbers of a figure: one value, or a range, or a bound."""
PERCENTILES = ("p10", "p25", "median", "p75", "p90")
WAGE_COLUMNS = tuple(f"{period}_{statistic}" for period in ("annual", "hourly") for statistic in ("mean", *PERCENTILES))
"""annual_mean, annual_p10, … hourly_p90: in US$."""
AVERAGES = ("annual_average", "hourly_average")
"""What a source calls average without saying whether it is the mean or the median; no survey does."""
PAY_COLUMNS = (*WAGE_COLUMNS, *AVERAGES)
"""All amounts of a row of pay."""
