"""A poll as somebody types it, read strictly and answered kindly. Nothing of it is stored before it opens."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from bot.collective.closing_time import SOONEST, parse_deadline
from bot.collective.proposal import parse_percent, parse_text
from bot.errors import BadPoll, BadProposal
from bot.model.polls import MOST_OPTIONS, Audience, Conduct, Electorate, Method, Option, PollTerms, Rules

MOST_WEIGHT = 100
_RULES = "Quorum and threshold"
_RULE = re.compile(r"\s*(?P<label>quorum|threshold)\s*[:=]?\s*(?P<words>.*?)\s*", re.IGNORECASE)
_LONGEST_QUESTION, _LONGEST_LABEL, _LONGEST_DESCRIPTION, _LONGEST_TOPIC = 200, 80, 100, 40


@dataclass(frozen=True, slots=True)
class PollDraft:
    """A poll that is being made; nothing in it is checked yet.

    Attributes:
        options: one a line, "label | description".
        closes, opens: as typed; `opens` may be empty: at once.
        rules: lines such as "Quorum: 50 %" and "Threshold: 2/3"; what is missing: no quorum, the usual threshold.
        method: None: yes or no where no options are typed, else one choice.
        extension_hours: 0: the deadline never moves.
        weights: (role id, votes).
    """

    question: str = ""
    options: str = ""
    closes: str = "in 3 days"
    opens: str = ""
    rules: str = ""
    method: Method | None = None
    audience: Audience = Audience.EVERYONE
    role_ids: tuple[int, ...] = ()
    weights: tuple[tuple[int, int], ...] = ()
    member_days: int = 0
    account_days: int = 0
    secret: bool = True
    live: bool = False
    changeable: bool = True
    early_close: bool = False
    extension_hours: int = 0
    remind: bool = False
    delegation: bool = False
    topic: str = ""


def read_draft(draft: PollDraft, now: datetime, time_zone: str, *, lists_members: bool) -> PollTerms:
    """What the poll promises, exactly.

    Args:
        draft: as typed.
        now: aware; lengths of time count from it.
        time_zone: IANA name of the creator's clock.
        lists_members: whether the operator lets the bot fetch a server's members.

    Raises:
        BadPoll: the first thing that cannot be read or does not go together.
        UnknownTimeZone: not an IANA name.
    """
    try:
        question = parse_text(draft.question, "Question", 3, _LONGEST_QUESTION)
        options = _options(draft.options)
        method = draft.method or (Method.SINGLE if options else Method.YES_NO)
        closes_at = parse_deadline(draft.closes, now, time_zone)
        opens_at = parse_deadline(draft.opens, now, time_zone, "Opening time") if draft.opens.strip() else None
        rules = _rules(draft.rules, method)
        topic = parse_text(draft.topic, "Topic", 2, _LONGEST_TOPIC).casefold() if draft.topic.strip() else ""
    except BadProposal as error:
        raise BadPoll(error.field, error.why) from error
    if method is Method.YES_NO and options:
        raise BadPoll("Options", "a question of yes or no has none. Leave them out, or choose another method.")
    if method is not Method.YES_NO and len(options) < 2:
        raise BadPoll("Options", "write at least two, one a line.")
    if opens_at is not None and closes_at - opens_at < SOONEST:
        raise BadPoll("Closing time", "the vote has to open before it closes.")
    extension = timedelta(hours=draft.extension_hours)
    if extension >= closes_at - (opens_at or now):
        raise BadPoll("Extension", "it has to be shorter than the time that the vote is open.")
    if extension and not rules.quorum:
        raise BadPoll("Extension", "it is for votes with a quorum. Say how many must vote, or leave it out.")
    conduct = Conduct(
        draft.secret, draft.live, draft.changeable, draft.early_close, extension, draft.remind,
        draft.delegation or bool(topic), topic,
    )  # fmt: skip
    electorate = read_electorate(draft, lists_members=lists_members)
    return PollTerms(question, closes_at, rules, method, options, electorate, conduct, opens_at)


def read_electorate(draft: PollDraft, *, lists_members: bool) -> Electorate:
    """Who is asked.

    Raises:
        BadPoll: roles without their option or the other way round, weights out of bounds, or the list of members is
            needed and the operator does not let the bot have it.
    """
    if draft.audience is Audience.ROLES and not draft.role_ids:
        raise BadPoll("Who votes", "name at least one role with `role:`.")
    if draft.audience is not Audience.ROLES and draft.role_ids:
        raise BadPoll("Who votes", "roles are for `who: members with a role`.")
    for _, votes in draft.weights:
        if not 2 <= votes <= MOST_WEIGHT:
            raise BadPoll("Weights", f"a role weighs from 2 to {MOST_WEIGHT} votes; everyone else has 1.")
    if len({role_id for role_id, _ in draft.weights}) < len(draft.weights):
        raise BadPoll("Weights", "one role stands there twice.")
    found = Electorate(
        draft.audience, tuple(dict.fromkeys(draft.role_ids)), draft.member_days, draft.account_days, draft.weights
    )
    if needs_members(found) and not lists_members:
        raise BadPoll(
            "Who votes",
            "whoever runs this bot has not let it see who is in this server. They switch on the Server Members Intent "
            "in Discord's developer portal and set SERVER_MEMBERS_INTENT=True. Until then, ask the pool's "
            "contributors (`who: pool contributors`), one member, one vote.",
        )
    return found


def needs_members(electorate: Electorate) -> bool:
    """Whether the server's list of members has to be fetched to fix the roll: for who, since when, or which roles."""
    return electorate.audience is not Audience.POOL or bool(electorate.member_days or electorate.weights)


def _options(text: str) -> tuple[Option, ...]:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_OPTIONS:
        raise BadPoll("Options", f"those are {len(lines)}, and {MOST_OPTIONS} is the most.")
    found = tuple(_option(number, line) for number, line in enumerate(lines, 1))
    labels: dict[str, int] = {}
    for option in found:
        alike = unicodedata.normalize("NFKC", option.label).casefold()
        if alike in labels:
            raise BadPoll("Options", f"{labels[alike]} and {option.number} are the same: “{option.label}”.")
        labels[alike] = option.number
    return found


def _option(number: int, line: str) -> Option:
    label, _, description = line.partition("|")
    field = f"Option {number}"
    described = parse_text(description, f"{field}, description", 1, _LONGEST_DESCRIPTION) if description.strip() else ""
    return Option(number, parse_text(label, field, 1, _LONGEST_LABEL), described)


def _rules(text: str, method: Method) -> Rules:
    found: dict[str, str] = {}
    for line in filter(str.strip, re.split(r"[\n;]", text)):
        match = _RULE.fullmatch(line)
        if match is None:
            raise BadPoll(_RULES, f"I cannot read “{line.strip()[:60]}”. Begin lines with Quorum or Threshold.")
        label = match["label"].casefold()
        if label in found:
            raise BadPoll(_RULES, f"there are two lines about “{label}”.")
        found[label] = match["words"]
    quorum = parse_percent(found["quorum"], "Quorum") if found.get("quorum") else Fraction(0)
    return Rules(quorum, _threshold(found.get("threshold", ""), method))


def _threshold(words: str, method: Method) -> Fraction:
    """Of yes or no, more than half unless said otherwise; else the most is enough."""
    yes_no = method is Method.YES_NO
    usual = Fraction(1, 2) if yes_no else Fraction(0)
    share = parse_percent(words, "Threshold") if words.strip() else usual
    if share == 1:
        raise BadPoll("Threshold", "nothing is more than 100 %. Try “99 %”.")
    if yes_no and share < Fraction(1, 2):
        raise BadPoll("Threshold", "of yes and no it must be at least 50 %, or fewer could outvote more.")
    return share
