from __future__ import annotations

from dataclasses import replace
from datetime import date

import discord

from bot.model.answers import Asked, Column, Kind, Table, Why
from bot.model.facts import Words
from bot.usecases.answering import Answer
from bot.usecases.asking import Draft
from bot.usecases.pictures import NO_PICTURE, Drawing
from cogs.render.answers import answer_card, as_csv, csv_card, why_card
from cogs.render.cards import Attached, Button, Card, Link, Row

STREAKS = (
    Column("place", Kind.PLACE),
    Column("member", Kind.MEMBER),
    Column("days", Kind.COUNT, "{day}"),
    Column("first day", Kind.DAY, "since {}", small=True),
    Column("share", Kind.SHARE, "{} of days", small=True),
    Column("id", Kind.COUNT, ""),
)


def answer(*rows: tuple, columns=STREAKS, postable: bool = True, left_out: str = "", page_rows: int = 10) -> Answer:
    draft = Draft(
        "Longest streaks",
        (Table(columns, rows),),
        Why(("A day with a listen counts.",), "last - first + 1", ("our own definition",)),
        frozenset({1}),
        rests_on=("Counted over 2024.",),
        left_out=left_out,
        page_rows=page_rows,
    )
    return Answer(Asked("streaks"), draft, Words("Ada leads.", "template"), NO_PICTURE, postable)


def text(card: Card) -> str:
    return "\n".join(block for block in card.blocks if isinstance(block, str))


def labels(card: Card) -> list[str]:
    return [button.label for block in card.blocks if isinstance(block, Row) for button in block.buttons]


def streak(rank: int, name: str, days: int) -> tuple:
    return rank, name, days, date(2024, 1, 2), 0.5, 7


def test_a_row_reads_as_a_line_with_a_quiet_one_below():
    card = answer_card(answer(streak(1, "Ada", 1204), streak(4, "Bo", 1)))
    assert "🥇 **Ada** · 1,204 days\n-# since 2 Jan 2024 · 50 % of days" in text(card)
    assert "4\\. **Bo** · 1 day\n" in text(card)


def test_equal_places_are_ties():
    card = answer_card(answer(streak(1, "Ada", 3), streak(1, "Bo", 3), streak(3, "Cy", 1)))
    assert "**Ada** (tied)" in text(card)
    assert "**Bo** (tied)" in text(card)
    assert "**Cy** ·" in text(card)


def test_nothing_wins_no_medal():
    card = answer_card(answer(streak(1, "Ada", 3), streak(2, "Bo", 0), streak(2, "Cy", 0)))
    assert "🥇 **Ada**" in text(card)
    assert "\n2\\. **Bo** (tied) · 0 days" in text(card)


def test_what_is_not_known_is_left_out_of_the_line_and_empty_in_the_csv():
    found = answer((1, "Ada", 3, None, None, 7))
    assert "🥇 **Ada** · 3 days\n-# Counted" in text(answer_card(found))
    assert as_csv(found.draft.tables[0]).decode().endswith("1,Ada,3,,,7\r\n")


def test_pages_hold_all_rows_once():
    found = answer(*(streak(rank, f"member{rank:02}", 50 - rank) for rank in range(1, 26)))
    seen = "".join(text(answer_card(found, page)) for page in (1, 2, 3))
    assert [seen.count(f"member{rank:02}") for rank in range(1, 26)] == [1] * 25
    assert "Page 2 of 3" in labels(answer_card(found, 2))
    assert answer_card(found, 9) == answer_card(found, 3)


def test_a_page_never_holds_more_than_discord_takes():
    found = answer(*(streak(1, "*" * 60, 1) for _ in range(100)), page_rows=100)
    for page in range(1, 12):
        assert len(text(answer_card(found, page))) <= 4000


def test_names_of_members_cannot_format_or_mention():
    card = answer_card(answer(streak(1, "**@everyone** [x](http://y)", 3)))
    assert "@everyone" not in text(card)
    assert "](http" not in text(card)


def test_what_others_may_not_see_has_no_button_to_post_it():
    assert "Post here" in labels(answer_card(answer(streak(1, "Ada", 1))))
    assert "Post here" not in labels(answer_card(answer(streak(1, "Ada", 1), postable=False)))
    assert "Post here" not in labels(answer_card(answer(streak(1, "Ada", 1)), public=True))


def test_buttons_fit_into_discord_s_limit():
    found = answer(*(streak(1, "Ada", 1) for _ in range(30)))
    long = Answer(
        Asked("milestones", "2024-01-01 to 2024-02-29", (2**63, 2**62), 10**6),
        found.draft,
        found.words,
        NO_PICTURE,
        True,
    )
    for block in answer_card(long).blocks:
        for button in block.buttons if isinstance(block, Row) else ():
            if isinstance(button, Button):
                assert len(button.item().custom_id or "") <= 100


def test_a_link_to_the_page_in_the_browser_is_a_link():
    card = answer_card(answer(streak(1, "Ada", 1)), link="http://127.0.0.1:1/chart/x")
    (link,) = (
        button
        for block in card.blocks
        if isinstance(block, Row)
        for button in block.buttons
        if isinstance(button, Link)
    )
    assert link.item().style is discord.ButtonStyle.link


def test_a_missing_picture_says_why_on_the_first_page():
    found = answer(streak(1, "Ada", 1))
    drawn = Draft("T", found.draft.tables, found.draft.why, frozenset(), picture=(str, None))
    lost = Answer(found.asked, drawn, found.words, Drawing(None, "alt", "No picture: no browser."), True)
    assert "No picture: no browser." in text(answer_card(lost))


def test_csv_cells_never_become_formulas():
    table = Table((Column("member", Kind.MEMBER),), (("=1+1",), ("@x",), ("-2",), ("plain",)))
    lines = as_csv(table).decode("utf-8-sig").split("\r\n")
    assert lines == ["member", "'=1+1", "'@x", "'-2", "plain", ""]


def test_csv_is_attached_under_the_comparison_s_name():
    (file,) = (block for block in csv_card(answer(streak(1, "Ada", 1))).blocks if isinstance(block, Attached))
    assert file.filename == "streaks.csv"
    assert file.content.startswith(b"\xef\xbb\xbfplace,member,days")


def test_why_says_definition_formula_what_it_rests_on_and_sources():
    words = text(why_card(answer(streak(1, "Ada", 1), left_out="Bo has no listening.")))
    for part in (
        "A day with a listen counts.",
        "last - first + 1",
        "Counted over 2024.",
        "Bo has no listening.",
        "our own",
    ):
        assert part in words


def test_what_is_for_the_asker_alone_is_not_posted():
    found = answer(streak(1, "Ada", 3))
    found = replace(found, draft=replace(found.draft, aside="You: **14th**"))
    assert "You: **14th**\n-# Counted over 2024." in text(answer_card(found))
    assert "14th" not in text(answer_card(found, public=True))
