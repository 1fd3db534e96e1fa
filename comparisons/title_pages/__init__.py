"""Comparisons of job titles: the way to the occupations, and pages on what each title means here."""
