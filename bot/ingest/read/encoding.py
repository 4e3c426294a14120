"""From bytes to text when nobody says the encoding."""

import codecs
import re

from bot.model.errors import ReadError

SAMPLE = 65_536
"""Bytes that the encoding is told from."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = [
    "cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic", "cp1252", "cp1250", "iso8859_2", "cp1253",
    "cp1254", "cp1255", "cp1256", "cp1257", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip
_CYRILLIC = ("cp1251", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic")
_COMMON_CYRILLIC = frozenset("оеаинтсрвлкмдпуяыьгзбчйіїєОЕАИНТСРВЛКМДПУ «»—–.,")
_BINARY_SHARE = 0.05


_DECLARABLE = re.compile(r"utf-8|ascii|iso8859-\d+|cp\d+|koi8-[rut]|mac-cyrillic|gb\w+|big5\w*|shift_jis|euc_\w+")
"""Codecs by Python's names that a page may ask for: plain character sets, none that interprets escapes."""


def read_text(data: bytes, path: str, declared: str | None = None) -> str:
    """The text of `data`: by its byte order mark, as `declared`, as UTF-8 or UTF-16, else as statistics tell.

    A declared encoding that does not exist or that the bytes do not keep to is passed over. Raises ReadError: "is
    empty", "is binary", "its encoding cannot be told", or "breaks its own encoding" after a byte order mark.
    """
    text = _decode(data, path, declared).removeprefix("\ufeff")
    if not text.strip():
        raise ReadError(path, "is empty", kind="empty")
    if _looks_binary(text):
        raise ReadError(path, "is binary", kind="binary")
    return text


def drop_surrogates(text: str) -> str:
    """Without halves of surrogate pairs (JSON and HTML can spell them), which no encoding can write."""
    return text if text.isascii() else text.encode("utf-8", "ignore").decode()


def _decode(data: bytes, path: str, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_strictly(data, encoding, path)
    for codec in (_find_codec(declared), "utf-8"):
        text = _find_decoded(data, codec)
        if text is not None and "\0" not in text:
            return text
    if b"\0" in data:
        return _decode_strictly(data, _find_utf16(data, path), path)
    told = _find_decoded(data, _find_short_cyrillic(data) or _detect(data[:SAMPLE]))
    if told is None:
        raise ReadError(path, "its encoding cannot be told", kind="encoding")
    return told


def _find_codec(declared: str | None) -> str | None:
    try:
        name = codecs.lookup(declared).name if declared else ""
    except LookupError:
        return None
    if name in {"iso8859-1", "ascii"}:  # browsers read both as windows-1252 (WHATWG Encoding, "Names and labels")
        return "cp1252"
    return name if _DECLARABLE.fullmatch(name) else None


def _find_decoded(data: bytes, encoding: str | None) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except UnicodeDecodeError:
        return None


def _decode_strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(path, f"breaks its own encoding ({encoding}) at byte {error.start}", kind="encoding") from error


def _find_utf16(data: bytes, path: str) -> str:
    """Spaces and Latin letters of UTF-16 have a zero byte, always on the same side."""
    sample = data[:SAMPLE]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 == 0 and min(low, high) == 0 and max(low, high) * 40 >= len(sample):
        return "utf-16-be" if low else "utf-16-le"
    raise ReadError(path, "is binary", kind="binary")


def _find_short_cyrillic(data: bytes) -> str | None:
    """Statistics need some length; in a few Russian words nearly every letter is a common one, in one encoding only."""
    sample = bytes(byte for byte in data[:SAMPLE] if byte > 127)
    if len(sample) * 3 < len(data[:SAMPLE]):
        return None
    shares = [(_common_share(sample, encoding), encoding) for encoding in _CYRILLIC]
    (best, encoding), (second, _) = sorted(shares, reverse=True)[:2]
    return encoding if best > 0.85 and best - second > 0.1 else None


def _common_share(sample: bytes, encoding: str) -> float:
    return sum(letter in _COMMON_CYRILLIC for letter in sample.decode(encoding, "replace")) / len(sample)


def _detect(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_CANDIDATES, preemptive_behaviour=False).best()
    return best.encoding if best is not None else None


def _looks_binary(text: str) -> bool:
    sample = text[:SAMPLE]
    controls = sum(character < " " and character not in "\t\n\r\f\v\x1c\x1d\x1e\x1b" for character in sample)
    return controls > _BINARY_SHARE * len(sample) or "\0" in sample
