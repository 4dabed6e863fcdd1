"""JSON that breaks off, closed again behind the last thing in it that is whole."""

from __future__ import annotations

import re

_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+"|[{}\[\]]', re.DOTALL)
_CLOSES = {ord("}"): ord("{"), ord("]"): ord("[")}


def mended(cut: bytes) -> bytes:
    """The JSON up to the last object or array that is whole, and the brackets that are missing; b"" if none is.

    What is broken in its midst, and not at its end, stays broken.
    """
    still_open = bytearray()
    whole, open_then = 0, 0
    for token in _TOKEN.finditer(cut):
        mark = cut[token.start()]
        if mark in b"{[":
            still_open.append(mark)
        elif mark in _CLOSES:
            if not still_open or still_open[-1] != _CLOSES[mark]:
                break
            still_open.pop()
            whole, open_then = token.end(), len(still_open)
            if not still_open:
                break
    # Since the last closing bracket brackets were only opened, so what was open then is still the bottom of the pile.
    return cut[:whole] + still_open[:open_then][::-1].translate(bytes.maketrans(b"{[", b"}]"))
