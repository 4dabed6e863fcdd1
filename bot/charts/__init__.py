"""Pictures: plain rows become plotly figures in a worker process, and PNGs in a Chromium that stays open.

`rows` holds what each figure is given, one module per family of figures draws it in the one theme, `alt` says in words
what the picture shows, and `painter` is the way from all that to the bytes that are posted.
"""
