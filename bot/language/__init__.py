"""The only door to a language model: one Chat Completions call with its limits, its budget and its fallbacks.

Whatever goes wrong behind the door comes out as `bot.errors.LanguageError` with a short code, within the deadline.
"""
