"""What else comes from Apple: files that hold no listening. They are named and nothing of them is decoded."""

from __future__ import annotations

from bot.exports.apple_csv import header_of
from bot.exports.text import Form, Head

KIND = "apple_other"

# Each: folded columns, or keys of JSON, that stand in the file, and what it is. The first that fits counts.
_TABLES = (
    (("favoritetype", "itemdescription"), "your favourites"),
    (("preference", "itemdescription"), "what you liked and disliked"),
    (("containertype", "trackdescription"), "what you played last; Play Activity has more"),
    (("lastmodified", "trackdescription"), "what you played last; Play Activity has more"),
    (("totalplays", "trackdescription"), "what you played last; Play Activity has more"),
    (("content", "rankings"), "what you played most, by Apple's count"),
    (("containertype", "containerdescription"), "albums and playlists that you opened"),
    (("containeridentifier", "containerdescription"), "albums and playlists that you opened"),
    (("containerreference",), "albums and playlists that you opened"),
    (("itempurchaseddate",), "your purchases"),
    (("ordernumber", "invoicedate"), "your purchases"),
    (("subscriptiontype",), "your subscriptions"),
    (("itemreference", "itemdescription"), "items of a store"),
    (("itemreferencenumber",), "your purchases"),
    (("contenttype", "itemdescription"), "your purchases"),
    (("dsid",), "your account"),
    (("deviceipaddress",), "your devices"),
    (("deviceguid",), "your devices"),
    (("deviceserialnumber",), "your devices"),
    (("deviceidentifier",), "your devices"),
    (("appleid",), "your account"),
    (("appleidnumber",), "your account"),
    (("storefront",), "a store"),
)
_LISTS = (
    (("Transaction Identifier",), "changes to your library"),
    (("Transaction Type",), "changes to your library"),
    (("Artist Identifier",), "artists in your library"),
    (("Artist Name", "Catalog Identifiers - Artist"), "artists in your library"),
    (("Album Identifier",), "albums in your library"),
    (("Apple Music Album Identifier",), "albums in your library"),
)


def what_is(head: Head) -> str | None:
    """What one of Apple's files without listening is about, or None for anything else."""
    if head.form is Form.ROWS:
        return next((what for keys, what in _LISTS if head.has(*keys)), None)
    header = header_of(head)
    return next((what for names, what in _TABLES if header.has(*names)), None) if header else None
