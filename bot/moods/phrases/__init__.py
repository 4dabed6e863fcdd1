"""Phrases that say in a title what it is about, by language.

Each module has `BREAKUP` and `SAD`: regular expressions for whole words of the normalised title (lower case, no
accents, no apostrophes; see `bot.moods.titles.normalised`). Languages that write without spaces have theirs matched
anywhere. They are phrases with their forms, never titles to be recognised; the one list of titles is `songs.py`.
"""
