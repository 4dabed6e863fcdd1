from __future__ import annotations

from typing import get_args

import pytest

from bot.model.questions import Dimension, Metric, Plan, Reason
from bot.questions.refusal_words import SENTENCES, refusal_sentence
from bot.questions.wording import MEASURES, describe_plan
from tests.questions.reference import held_out


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (
            {"op": "rank", "metric": "plays", "by": "member", "filters": {"hours": [3, 4]}},
            "members ranked by plays, 03:00 to 04:00 on their own clocks, all time",
        ),
        (
            {
                "op": "rank",
                "metric": "hours",
                "by": "artist",
                "limit": 10,
                "members": ["@me"],
                "window": {"kind": "last_year"},
            },
            "the top 10 artists ranked by hours listened, of you, last year",
        ),
        (
            {
                "op": "rank",
                "metric": "first_listen",
                "by": "member",
                "order": "asc",
                "filters": {"artist": ["Radiohead"]},
            },
            "members ranked by first listen, earliest first, artist “Radiohead”, all time",
        ),
        (
            {"op": "rank", "metric": "skip_rate", "by": "member", "order": "asc"},
            "members ranked by share of plays skipped, lowest first, all time",
        ),
        (
            {
                "op": "compare",
                "metric": "sadness",
                "sides": [{"window": {"kind": "year", "n": 2020}}, {"window": {"kind": "year", "n": 2024}}],
            },
            "sadness of the music: 2020 against 2024",
        ),
        (
            {
                "op": "compare",
                "metric": "breakup_intensity",
                "scope": "playlists",
                "sides": [{"members": ["sofia"]}, {"members": ["leo"]}],
            },
            "breakup intensity in playlists: sofia against leo, all time",
        ),
        (
            {
                "op": "trend",
                "metric": "hours",
                "by": "month",
                "members": ["leo", "@me"],
                "window": {"kind": "between", "start": "2021-03-01", "end": "2021-03-31"},
            },
            "hours listened by month, of leo and you, 1 March 2021 to 31 March 2021",
        ),
        (
            {
                "op": "value",
                "metric": "plays",
                "filters": {
                    "track": ["Creep", "Numb"],
                    "weekdays": [6, 0],
                    "months": [12],
                    "hours": [22, 24],
                    "skipped": True,
                    "platform": "tv",
                    "content": "all",
                },
                "window": {"kind": "last_days", "n": 1},
            },
            ", ".join(
                [
                    "plays, track “Creep” or “Numb”, 22:00 to 00:00 on their own clocks, on Mondays and Sundays",
                    "in December of any year, skipped plays only, on a TV, music and podcasts, the last day",
                ]
            ),
        ),
        (
            {
                "op": "compare",
                "metric": "plays",
                "sides": [{"filters": {"weekdays": [6, 5]}}, {"filters": {"weekdays": [0, 1, 2, 3, 4]}}],
            },
            "plays: on weekends against on weekdays, all time",
        ),
        (
            {"op": "value", "metric": "change", "of": "hours", "window": {"kind": "since", "start": "2024-01-01"}},
            "change in hours listened, since 1 January 2024",
        ),
    ],
)
def test_a_plan_in_plain_words(plan, words):
    assert describe_plan(Plan.model_validate(plan)) == words


def test_every_measure_and_every_group_has_words():
    assert set(MEASURES) == set(get_args(Metric))
    for by in get_args(Dimension):
        metric = "taste_overlap" if by == "member_pair" else "plays"
        assert by.split("_")[0][:4] in describe_plan(Plan(op="rank", metric=metric, by=by)) or by == "platform"


@pytest.mark.parametrize("reason", get_args(Reason))
def test_every_reason_has_a_kind_sentence_and_questions_to_try(reason):
    said = describe_plan(Plan(op="none", reason=reason))
    assert said == refusal_sentence(reason)
    assert said.startswith(SENTENCES[reason])
    assert said.count("?") >= 2
    assert len(said) < 450


def test_every_held_out_plan_can_be_said_in_one_line():
    for asked in held_out():
        for plan in asked.plans:
            said = describe_plan(plan)
            assert said
            assert "\n" not in said
            assert "None" not in said
