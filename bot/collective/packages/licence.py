"""`LICENSE.txt`: what a buyer may do, and until when."""

from __future__ import annotations

from bot.model.slices import LICENCES, Slice

PATH = "LICENSE.txt"


def licence_record(spec: Slice) -> dict[str, str]:
    """As a Data Package states a licence: its name, and where its text stands."""
    return {"name": spec.licence, "path": LICENCES.get(spec.licence, PATH), "title": spec.licence}


def licence_text(spec: Slice) -> str:
    """The terms in plain words, with the text of terms that have no public name."""
    lines = [f"Licence: {spec.licence}"]
    if spec.licence_terms is None:
        lines.append(f"Its text stands at {LICENCES[spec.licence]}")
    else:
        lines += ["", spec.licence_terms, ""]
    lines.append(f"For: {spec.purpose}")
    if spec.expires_on is not None:
        lines.append(f"The buyer deletes the package, and what was copied from it, by {spec.expires_on}.")
    if spec.exclusive_until is not None:
        lines.append(f"Until {spec.exclusive_until} the group sells this slice to nobody else.")
    lines.append("Nobody tries to find out who the contributors are.")
    return "\n".join(lines) + "\n"
