"""The signed word in the address of an answer's page."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.answer_links import AnswerGrant, sign_answer, verify_answer
from bot.model.answers import Asked
from bot.model.upload_links import KEY_BYTES, new_grant, sign, verify
from tests.clock import START

KEY = bytes(KEY_BYTES)
ALPHABET = f"{string.ascii_letters}{string.digits}-_"
IDS = st.integers(1, 2**63)


def grant(**changes: object) -> AnswerGrant:
    facts = {"guild_id": 11, "asker_id": 1001, "asked": Asked("streaks", "last year"), "public": False}
    return AnswerGrant(**(facts | changes), expires_at=START)


@given(
    IDS,
    IDS,
    st.builds(
        Asked,
        st.sampled_from(["taste", "whoknows"]),
        st.sampled_from(["all time", "夏 2024", "last 90 days"]),
        st.lists(IDS, max_size=2).map(tuple),
        st.none() | st.integers(0, 2**31),
        st.sampled_from(["", "tracks"]),
    ),
    st.booleans(),
)
def test_a_signed_grant_is_read_back_whole(guild_id: int, asker_id: int, asked: Asked, public: bool):
    signed = AnswerGrant(guild_id, asker_id, asked, public, START)
    token = sign_answer(signed, KEY)
    assert verify_answer(token, KEY) == signed
    assert len(token) <= 200


@pytest.mark.parametrize("period", ["2022", "2022x", "2022xx"])  # base64 ends differently for each length
def test_no_single_character_of_a_link_can_be_changed(period: str):
    token = sign_answer(grant(asked=Asked("streaks", period)), KEY)
    for at, character in enumerate(token):
        for other in ALPHABET if at == len(token) - 1 else "AB":
            if other != character:
                assert verify_answer(token[:at] + other + token[at + 1 :], KEY) is None, at


@pytest.mark.parametrize("token", ["", "A", "ä" * 86, "A" * 86, "A" * 5000, "../../etc/passwd", "A" * 85 + "="])
def test_anything_else_is_no_grant(token: str):
    assert verify_answer(token, KEY) is None


def test_another_key_reads_nothing():
    assert verify_answer(sign_answer(grant(), KEY), b"x" * KEY_BYTES) is None


def test_a_link_for_an_upload_opens_no_answer_and_the_other_way_round():
    assert verify_answer(sign(new_grant(11, 1001, START), KEY), KEY) is None
    assert verify(sign_answer(grant(), KEY), KEY) is None
