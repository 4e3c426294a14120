"""Small files of every kind, made in the test."""

from io import BytesIO
from pathlib import Path

from pypdf import PdfReader, PdfWriter

from bot.ingest.read import read_articles
from bot.model.article import RawArticle
from bot.model.report import Skipped


def read_one(path: Path) -> RawArticle:
    """The only article of a file that can be read."""
    (article,) = read_articles(path)
    assert isinstance(article, RawArticle), article
    return article


def skip_one(path: Path) -> Skipped:
    """Why a file cannot be read at all."""
    (skipped,) = read_articles(path)
    assert isinstance(skipped, Skipped), skipped
    assert skipped.path == str(path)
    return skipped


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def make_pdf(pages: list[list[str]]) -> bytes:
    """A PDF (1.4) of Helvetica lines, by hand: header, objects, cross-reference table, trailer."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        drawn = "BT /F1 11 Tf 14 TL 50 800 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    return _assemble(objects)


def _assemble(objects: list[str]) -> bytes:
    body, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def rewrite_pdf(data: bytes, *, password: str | None = None, owner: str | None = None, **about: str) -> bytes:
    """The same pages with metadata (`Title=...`) and encrypted when a password is given ('' opens for everyone)."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.add_metadata({f"/{key}": value for key, value in about.items()})
    if password is not None:
        writer.encrypt(password, owner, algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
