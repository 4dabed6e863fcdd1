"""What members of other bots complained about, and where each complaint is held.

Complaints about rules are tests here. Beside most stands the rule as a naive bot has it, so that the case is seen to
tell the two apart. The others are held where the thing happens, in storage and in journeys through the real bot: `HELD`
names their tests, and a test looks whether they are there.
"""

from __future__ import annotations

import ast
import json
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from bot.collective.ballot_log import log_csv, log_json
from bot.collective.ballots import commitment, poll_key, verify_receipt
from bot.collective.early import decided_early
from bot.collective.headline import headline
from bot.collective.tally import Reason, conclude, votes_so_far
from bot.model.polls import BoxContents, Conduct, Method
from tests.collective.polls import HEAD, box_of, concluded, log_of, nonce, poll_of

TESTS = Path(__file__).parents[1]

HELD = {
    # the collective that this one answers
    "turnout was never published": ["collective/test_headline.py::test_of_yes_or_no"],
    "votes weighed by tokens, and tokens by listening": [
        "journeys/test_polls_choices.py::test_roles_vote_with_their_weights_openly"
    ],
    # other systems
    "results of seven voters stayed unfinal for sixteen hours": [
        "storage/test_racing.py::test_six_closers_race_four_voters_and_exactly_one_closes",
        "storage/test_polls.py::test_overdue_polls_of_all_guilds_are_found",
    ],
    "an overwritten ballot leaves no trace": [
        "collective/test_ballot_log.py::test_a_row_is_counted_superseded_or_withdrawn"
    ],
    "a late quorum leaves nobody time to answer": [
        "collective/test_early.py::test_a_quorum_that_comes_late_moves_the_deadline_so_that_the_time_promised_is_left",
        "storage/test_poll_life.py::test_a_quorum_that_comes_late_moves_the_deadline_once",
    ],
    "reminders to those who have voted": [
        "storage/test_poll_life.py::test_only_the_undecided_who_did_not_decline_are_reminded"
    ],
    # other bots
    "a vote on prizes closed five hours early": [
        "storage/test_polls.py::test_a_poll_is_not_closed_before_its_deadline",
        "storage/test_poll_life.py::test_only_a_poll_that_said_so_closes_early",
        "journeys/test_polls_complaints.py::test_no_poll_closes_early_unless_it_was_chosen",
    ],
    "and was deleted on close": [
        "journeys/test_polls_complaints.py::test_nothing_is_deleted_on_close_and_the_result_can_be_shown_again",
        "storage/test_polls.py::test_the_database_itself_refuses_to_change_a_result_or_the_log",
    ],
    "buttons dead after three minutes and after a restart": [
        "journeys/test_polls_complaints.py::test_buttons_work_after_a_restart_and_a_ranking_goes_on"
    ],
    "two polls sharing button ids": [
        "journeys/test_polls_complaints.py::test_two_polls_in_a_channel_keep_their_ballots_apart",
        "storage/test_racing.py::test_votes_in_many_polls_at_once_do_not_mix",
    ],
    "rapid taps casting two votes": [
        "storage/test_racing.py::test_rapid_taps_of_one_member_are_one_ballot_and_an_unbroken_log",
        "journeys/test_polls_complaints.py::test_rapid_taps_cast_one_vote_and_the_last_one_counts",
    ],
    "anonymous only in the view": ["journeys/test_polls.py::test_a_secret_poll_never_lists_who_chose_what"],
    "alt accounts": ["journeys/test_polls_complaints.py::test_alt_accounts_are_kept_out_by_minimum_ages"],
    "live edits hitting the limit on old messages": [
        "journeys/test_polls_complaints.py::test_too_many_edits_hold_the_card_back_and_the_next_one_has_everything",
        "journeys/test_polls_complaints.py::test_a_card_is_edited_once_for_many_ballots",
    ],
}  # fmt: skip


@pytest.mark.parametrize("complaint", HELD)
def test_what_is_held_elsewhere_is_there(complaint):
    for place in HELD[complaint]:
        path, name = place.split("::")
        tree = ast.parse((TESTS / path).read_text("utf-8"))
        assert name in {
            node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }


# --- turnout and weights ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", Method)
def test_no_result_is_told_without_its_turnout_and_electorate(method):
    choices = {Method.YES_NO: "yes", Method.SCORE: "1=5,2=0,3=0"}
    poll = poll_of(method, electorate=18_000)
    words = str(headline(concluded(poll, (choices.get(method, "1"), 995)), poll))
    assert words.startswith("995 of 18000 voted (5.5 %)")


def test_one_member_has_one_vote_however_much_they_listened():
    listening = {1: 90_000, 2: 40, 3: 10}
    naive = Counter()
    for member_id, choice in ((1, "1"), (2, "2"), (3, "2")):
        naive[choice] += listening[member_id]
    assert naive.most_common(1)[0][0] == "1"
    assert concluded(poll_of(Method.SINGLE), "1", "2", "2").winners == ("2",)


def test_where_weights_are_chosen_the_result_says_so():
    poll = poll_of(Method.SINGLE, electorate=3, votes=6)
    came = concluded(poll, "1", "2", "2", roll={1: 4, 2: 1, 3: 1})
    assert headline(came, poll).turnout == "3 of 3 voted, with 6 of 6 votes (100 %)"


# --- counting --------------------------------------------------------------------------------------------------------


def test_a_vote_that_was_never_cast_is_not_subtracted():
    # Ada's first tap, a yes, failed halfway and was never counted; her next one says no. A bot that keeps running
    # totals takes back the yes that it remembers.
    totals = Counter(yes=1)  # Bo's
    remembered = {"ada": "yes"}  # shown on her button, never counted
    totals[remembered["ada"]] -= 1
    totals["no"] += 1
    assert totals["yes"] == 0  # and Bo's vote is gone
    ballots = ((2, 1, "yes"), (1, 2, "no"))
    came = conclude(poll_of(Method.YES_NO, electorate=2), BoxContents(ballots, {1: 1, 2: 1}, {}, HEAD)).conclusion
    assert came.counts == (("yes", 1), ("no", 1))


def test_two_ballots_of_one_member_are_never_counted():
    # The naive key is (poll, member, choice), by which yes and no of one member are two rows.
    taps = ((1, 1, "yes"), (1, 2, "no"))
    naive = {(3, member_id, choice) for member_id, _, choice in taps}
    assert len(naive) == 2
    with pytest.raises(ValueError, match="two ballots"):
        conclude(poll_of(Method.YES_NO, electorate=2), BoxContents(taps, {1: 1, 2: 1}, {}, HEAD))


def test_anonymity_does_not_let_anybody_vote_twice():
    # A bot that forgets who voted, to be anonymous, cannot know a second ballot. Ours knows the voter until the close,
    # and the log shows the first ballot as superseded without a name.
    poll = poll_of(Method.SINGLE, electorate=6)
    entries, result = log_of(poll, "1", "2", "1", "1", "2", "2", superseded=[(1, 2)])
    naive = Counter(["1", "2", "1", "1", "2", "2"])
    assert naive == {"1": 3, "2": 3}
    assert result.conclusion.counts == (("1", 2), ("2", 3), ("3", 0))
    assert [entry.superseded_by for entry in entries][:2] == [2, None]


def test_who_is_not_on_the_roll_cannot_be_counted_whatever_they_sent():
    with pytest.raises(ValueError, match="not on the roll"):
        conclude(poll_of(Method.SINGLE), BoxContents(((99, 1, "1"),), {1: 1}, {}, HEAD))


def test_a_choice_that_is_not_on_offer_is_not_counted():
    naive = Counter(["1", "9"])  # whatever the button's id said
    assert naive["9"] == 1
    with pytest.raises(ValueError, match="none of this poll's"):
        concluded(poll_of(Method.SINGLE), "1", "9")


# --- quorum and threshold --------------------------------------------------------------------------------------------


def test_three_votes_do_not_bind_ten_thousand_where_a_quorum_is_asked_for():
    poll = poll_of(Method.YES_NO, electorate=10_000, quorum=Fraction(1, 2), threshold=Fraction(1, 2))
    naive_passes = 3 > 0
    came = concluded(poll, ("yes", 3))
    assert naive_passes
    assert (came.passed, came.reason) == (False, Reason.NO_QUORUM)


def test_exactly_two_thirds_is_not_more_than_two_thirds():
    naive_passes = round(100 * 40 / 60, 1) >= 66.7
    came = concluded(poll_of(Method.YES_NO, threshold=Fraction(2, 3)), ("yes", 40), ("no", 20))
    assert naive_passes
    assert not came.passed


def test_a_share_that_rounds_to_the_threshold_is_not_shown_as_it():
    poll = poll_of(Method.YES_NO, electorate=10_000, threshold=Fraction(1, 2))
    naive = f"{100 * 4_999 / 10_000:.1f} %"
    assert naive == "50.0 %"
    assert "49.99 %" in str(headline(concluded(poll, ("yes", 4_999), ("no", 5_001)), poll))


def test_abstentions_help_to_reach_the_quorum_and_neither_side():
    poll = poll_of(Method.YES_NO, electorate=10, quorum=Fraction(1, 2), threshold=Fraction(1, 2))
    naive_support = Fraction(2, 5)  # yes over everyone who voted
    came = concluded(poll, ("yes", 2), "no", ("abstain", 2))
    assert naive_support <= Fraction(1, 2)
    assert came.passed


def test_a_tie_is_not_won_by_whoever_stands_first():
    naive = Counter(["2", "1", "1", "2"]).most_common(1)[0][0]
    came = concluded(poll_of(Method.SINGLE), ("1", 2), ("2", 2))
    assert naive in ("1", "2")
    assert (came.winners, came.passed) == (("1", "2"), False)


# --- closing ---------------------------------------------------------------------------------------------------------


def test_a_lead_is_no_reason_to_close():
    # 40 of 80 have voted, 30 to 10: a bot that closes "when the winner is clear" would close here.
    poll = poll_of(Method.SINGLE, electorate=80)
    open_box = box_of(("1", 30), ("2", 10), roll=dict.fromkeys(range(1, 81), 1))
    naive_closes = 30 > 2 * 10
    assert naive_closes
    assert not decided_early(poll, open_box)


# --- secrecy ---------------------------------------------------------------------------------------------------------


def test_hidden_results_are_hidden_whoever_asks():
    assert votes_so_far(poll_of(Method.SINGLE), box_of(("1", 40))) == ()
    assert votes_so_far(poll_of(Method.SINGLE, conduct=Conduct(live=True)), box_of(("1", 40)))


def test_an_open_log_shows_no_choice_and_none_can_be_guessed_out_of_it():
    poll = poll_of(Method.YES_NO)
    entries, _ = log_of(poll, ("yes", 5), closed=False)
    assert {(entry.choice, entry.nonce) for entry in entries} == {(None, None)}
    key = poll_key(poll.guild_id, poll.poll_id)
    naive = {commitment(key, choice, bytes(32)) for choice in ("yes", "no", "abstain")}  # without a secret nonce
    assert not naive & {entry.commitment for entry in entries}


def test_a_log_that_anyone_can_download_names_nobody():
    poll = poll_of(Method.SINGLE, electorate=6)
    entries, result = log_of(poll, ("1", 6))
    for page in (log_json(poll, entries, result), log_csv(poll, entries, result)):
        assert "member" not in page
        assert "created_by" not in page


def test_few_ballots_are_withheld_from_the_log_as_from_the_card():
    poll = poll_of(Method.SINGLE, electorate=6)
    entries, result = log_of(poll, "1", "1", "2")
    rows = json.loads(log_json(poll, entries, result))["rows"]
    naive = Counter(entry.choice for entry in entries)
    assert naive == {"1": 2, "2": 1}
    assert {row[4] for row in rows} == {""}


def test_a_receipt_is_void_in_every_other_poll():
    assert verify_receipt("7/3", "yes", nonce(1), commitment("7/3", "yes", nonce(1)))
    assert not verify_receipt("7/4", "yes", nonce(1), commitment("7/3", "yes", nonce(1)))
