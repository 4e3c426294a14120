"""Word documents, made in the test."""

from io import BytesIO

from docx import Document


def make_docx(*paragraphs: str, title: str = "", author: str = "") -> bytes:
    """Plain paragraphs; one that begins with '# ' is a heading, one with '- ' a list item."""
    document = Document()
    for text in paragraphs:
        if text.startswith("# "):
            document.add_heading(text[2:], level=1)
        elif text.startswith("- "):
            document.add_paragraph(text[2:], style="List Bullet")
        else:
            document.add_paragraph(text)
    document.core_properties.title, document.core_properties.author = title, author
    out = BytesIO()
    document.save(out)
    return out.getvalue()
