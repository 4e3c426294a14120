"""Text files in the encodings people have."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ingest.read.encoding import read_text
from bot.model.errors import ReadError
from tests.ingest.read.files import read_one, skip_one, write

RUSSIAN = "Россия требует, чтобы мирное соглашение закрепило нейтралитет Украины и закрыло ей путь в НАТО."
UKRAINIAN = "Україна вважає членство в НАТО ключовим для своєї безпеки, і її позиція не змінилася."
ENGLISH = "Talks resumed. “Nothing was signed,” the minister said – and left."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [RUSSIAN, UKRAINIAN, ENGLISH])
def test_unicode(text: str, encoding: str, tmp_path: Path) -> None:
    assert read_one(write(tmp_path / "a.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "iso8859-5"])
@pytest.mark.parametrize("text", [RUSSIAN, "Привет, мир", RUSSIAN * 50])
def test_russian(text: str, encoding: str, tmp_path: Path) -> None:
    assert read_one(write(tmp_path / "a.txt", text.encode(encoding))).text == text


def test_ukrainian_and_western(tmp_path: Path) -> None:
    assert read_one(write(tmp_path / "a.txt", UKRAINIAN.encode("cp1251"))).text == UKRAINIAN
    assert read_one(write(tmp_path / "b.txt", ENGLISH.encode("cp1252"))).text == ENGLISH


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "is binary"),
        (bytes(range(32)) * 4, "is binary"),
        (b"a\x01\x02\x03\x04\x05", "is binary"),
        (b"\xff\xfea\0b\0c", "breaks its own encoding (utf-16) at byte 6"),
        (b"\xef\xbb\xbfabc\xff", "breaks its own encoding (utf-8-sig) at byte 3"),
        (b"\x81\x8d\x8f\x90\x9d" * 7, "its encoding cannot be told"),
    ],
)
def test_what_is_no_text(data: bytes, reason: str, tmp_path: Path) -> None:
    skipped = skip_one(write(tmp_path / "a.txt", data))
    assert (skipped.line, skipped.reason) == (None, reason)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(min_codepoint=32, exclude_categories=["Cs"]), min_size=1))
def test_utf8_always_comes_back(text: str) -> None:
    data = text.encode()
    if not text.removeprefix("\ufeff").strip() or data.startswith(b"\xff\xfe"):
        with pytest.raises(ReadError):
            read_text(data, "a")
    else:
        assert read_text(data, "a") == text.removeprefix("\ufeff")


def test_a_declared_encoding_is_used_only_when_it_fits() -> None:
    assert read_text(RUSSIAN.encode("cp1251"), "a", "windows-1251") == RUSSIAN
    assert read_text(RUSSIAN.encode(), "a", "ascii-art") == RUSSIAN
    assert read_text(b"caf\xe9 \x96 noir", "a", "iso-8859-1") == "café – noir"
    assert read_text(rb"caf\u00e9", "a", "unicode_escape") == r"caf\u00e9"
