"""Reading a job title: what of it names the work, what is set aside and why, and what it may be put as. Knows no names
of occupations and no Django; the tables beside it are data."""
