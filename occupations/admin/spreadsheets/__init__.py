"""Many occupations at once: a list goes out as a spreadsheet and comes back changed.

shape.py     the sheets and their columns            cells.py      texts as cells, and back
archive.py   workbooks that are refused unread       reading.py    files into rows of text
files.py     rows into files                         stored.py     what the database has, in rows
exports.py   what was exported, to compare with      edits.py      rows into changed cells
comparing.py changed cells and what is stored now    writing.py    all of it or nothing
phases.py    check, save, undo                       batches.py    who does that, and when
shown.py     what pages say                          views.py      the pages

A file is compared with what it was exported as, so that an unchanged cell changes nothing, whatever was edited since.
"""
