"""Records of a Takeout, in JSON and as a page."""

from __future__ import annotations

from typing import Any

MUSIC, VIDEO = "YouTube Music", "YouTube"


def watched(
    line: object = "Watched Song",
    time: object = "2024-01-13T13:16:16.123Z",
    header: object = MUSIC,
    channel: str | None = "Band - Topic",
    url: object = "https://www.youtube.com/watch?v=abcdefghijk",
    **more: object,
) -> dict[str, Any]:
    """One record of a watch history, with the fields that always come along."""
    record: dict[str, Any] = {"header": header, "title": line}
    if url is not None:
        record["titleUrl"] = url
    if channel is not None:
        record["subtitles"] = [{"name": channel, "url": "https://www.youtube.com/channel/UC1"}]
    return record | {"time": time, "products": ["YouTube"], "activityControls": ["YouTube watch history"]} | more


def gone(line: str, header: str = MUSIC) -> dict[str, Any]:
    """A record of a video that is no more."""
    return watched(line, "2024-01-13T11:00:00Z", header, None, None)


def cell(title: str, *lines: str, header: str = MUSIC, details: str = "") -> str:
    """One record of a page: its title line as HTML, and the lines under it."""
    body = "<br>".join((title, *lines, ""))
    told = f"<b>Details:</b><br>&emsp;{details}<br>" if details else ""
    return (
        '<div class="outer-cell mdl-cell mdl-cell--12-col mdl-shadow--2dp"><div class="mdl-grid">'
        f'<div class="header-cell mdl-cell mdl-cell--12-col"><p class="mdl-typography--title">{header}<br></p></div>'
        f'<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1">{body}</div>'
        '<div class="content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1 mdl-typography--text-right"></div>'
        '<div class="content-cell mdl-cell mdl-cell--12-col mdl-typography--caption"><b>Products:</b><br>'
        f"&emsp;{header}<br>{told}<b>Why is this here?</b><br>&emsp;This was saved to your Google Account.<br></div>"
        "</div></div>"
    )


def link(text: str, url: str = "https://www.youtube.com/watch?v=abcdefghijk") -> str:
    return f'<a href="{url}">{text}</a>'


CHANNEL = link("Band - Topic", "https://www.youtube.com/channel/UC1")


def page(*cells: str, style: int = 100) -> bytes:
    """A page of activities, with a style sheet of so many characters in front."""
    return (
        '<html><head><title>My Activity History</title><meta http-equiv="Content-Type" content="text/html; '
        f'charset=UTF-8"><style type="text/css">.mdl-button{{}}{" " * style}</style></head><body>'
        f'<div class="mdl-grid">{"".join(cells)}</div></body></html>'
    ).encode()
