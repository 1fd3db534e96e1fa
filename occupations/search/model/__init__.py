"""From readings of a title to occupations with calibrated confidence. Pure: knows names, numbers and no Django."""
