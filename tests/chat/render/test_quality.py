"""/quality: what was measured, or that nothing was; in three languages, whatever the names of sets hold."""

from datetime import date
from pathlib import Path

import pytest

from bot.chat.render.quality import render_quality
from bot.model.quality import Quality, SetQuality
from bot.text.messages import LANGUAGES, read_messages
from bot.text.resources import find_quality
from tests.chat.render.tdlib import parse_html

MEASURED = Quality(
    measured=date(2025, 3, 26),
    sets=(
        SetQuality(set="lamps", questions=435, right=0.803, answered=0.909, refused=0.281),
        SetQuality(set="<b>&", questions=1, right=0.5),
    ),
    speakers=0.966,
    merged=0.923,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_head_line_says_day_and_shares(language: str) -> None:
    page = render_quality(MEASURED, read_messages(language))
    text = parse_html(page.html).text
    for part in ("lamps, 435 ", "80 %", "91 %", "28 %", "97 %", "92 %", "<b>&, 1 ", "2025", "26"):
        assert part in text, part


def test_what_a_set_cannot_tell_is_left_out() -> None:
    text = render_quality(MEASURED, read_messages("en")).text
    assert "<b>&, 1 question: the reply holds the answer to 50 %\n" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_report_it_says_so_and_what_to_do(language: str) -> None:
    text = render_quality(None, read_messages(language)).text
    assert "briefing-bot measure report" in text
    assert "%" not in text


def test_the_file_is_found_and_a_broken_one_is_none(tmp_path: Path) -> None:
    file = tmp_path / "quality.json"
    assert find_quality(file) is None
    file.write_text("{", encoding="utf-8")
    assert find_quality(file) is None
    file.write_text(MEASURED.model_dump_json(), encoding="utf-8")
    assert find_quality(file) == MEASURED
