"""Days, longer periods and numerals on the phrases of facebook/duckling."""

import pytest

from benchmarks.duckling import LANGUAGES, PHRASES, score_numerals, score_periods

pytestmark = pytest.mark.skipif(not PHRASES.is_dir(), reason=f"the Duckling phrases are not at {PHRASES}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nine_periods_in_ten_are_read_and_none_where_there_is_none(language: str) -> None:
    named, silent, left_out = score_periods(language)
    assert named.right >= 0.9 * named.total, named.failures
    assert silent.right == silent.total, silent.failures
    assert set(left_out) <= {"finer than a day", "named feasts", "month first"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nine_numerals_in_ten_are_read(language: str) -> None:
    score = score_numerals(language)
    assert score.right >= 0.9 * score.total, score.failures
