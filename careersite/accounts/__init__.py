"""Accounts: limits on guessing passwords, the second factor, and the length of a session."""

SIGNED_IN_AT = "signed_in_at"  # in a session: seconds since 1970
