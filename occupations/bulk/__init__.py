"""Bulk releases: files of everything that is live, made by a command and never changed afterwards."""
