"""Files read as documents: encodings, HTML, PDF, and what cannot be read."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.ingest.document import Unreadable, document_of
from catalog.ingest.probe import probe
from catalog.ingest.readers import read

RUSSIAN = "Записка министра иностранных дел о переговорах с правительственной делегацией.\n" * 4
CHINESE = "周恩来总理兼外交部长关于延长共同使用旅顺口海军基地的换文。苏联政府同意上述建议。\n" * 4
FRENCH = "Communiqué au sujet du retrait des unités militaires soviétiques, signé à Pékin.\n" * 4


def _file(folder: Path, content: bytes, name: str = "document.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (FRENCH, "cp1252"),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (CHINESE, "gb18030"),
        ("海軍基地の共同使用に関する交換公文について、ソ連政府は同意した。\n" * 4, "shift_jis"),
    ],
)
def test_text_is_decoded_whatever_its_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    document = read(_file(tmp_path, mark + text.encode(encoding)))
    assert document.text == text.rstrip("\n")
    assert not document.warnings


def test_damaged_utf8_is_read_with_a_warning(tmp_path: Path) -> None:
    document = read(_file(tmp_path, RUSSIAN.encode() + b"\xd0 \xff end"))
    assert document.text.startswith(RUSSIAN[:40])
    assert "could not be decoded" in document.warnings[0]


def test_lines_end_at_line_ends_alone_and_illegal_characters_go(tmp_path: Path) -> None:
    document = read(_file(tmp_path, "a\x00b\r\nc\u2028d\re\x0bf\ng\x07\n".encode() + b"plain text " * 40))
    assert document.lines[:4] == ("ab", "c\u2028d", "ef", "g")
    assert document.line_at(document.text.index("c")) == 2


def test_a_form_feed_begins_a_page_but_ends_no_line() -> None:
    document = document_of("first\n\fsecond\nmore\fend\n")
    assert document.pages == (1, 2, 3)
    assert document.lines == ("first", " second", "more end")


def test_one_line_of_five_megabytes_is_read(tmp_path: Path) -> None:
    document = read(_file(tmp_path, b"Port Arthur " * 430_000))
    assert len(document.lines) == 1
    assert len(document.text) > 5_000_000


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"GIF89a" + bytes(200), "GIF image"),
        (b"PK\x03\x04" + bytes(30) + b"word/document.xml", "Word document is broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Microsoft Office"),
        (bytes(range(256)) * 40, "not text"),
        (b'<?xml version="1.0"?><ead/>', "XML"),
        (b"{\\rtf1 text}", "RTF"),
    ],
)
def test_what_is_no_document_is_refused_in_a_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words) as refused:
        read(_file(tmp_path, content))
    assert str(refused.value).endswith(".")


def test_the_name_says_nothing_of_the_type(tmp_path: Path) -> None:
    assert probe(_file(tmp_path, b"A memorandum.", "scan.pdf")) == "text/plain"
    assert probe(_file(tmp_path, b"<!DOCTYPE html><p>x", "page.txt")) == "text/html"
    assert probe(_file(tmp_path, _pdf(["x"]), "page.html")) == "application/pdf"


def test_html_keeps_blocks_labels_and_title_and_drops_scripts_and_navigation(tmp_path: Path) -> None:
    page = """<html><head><title>Cable, A to B</title><script>var no = 1</script></head><body><nav>Menu</nav>
      <p>August 28, 1952</p><dl><dt>Summary:</dt><dd>Zhou  reports<br>on talks.</dd></dl>
      <table><tr><th>Box</th><td>6</td></tr></table><style>p{}</style></body></html>"""
    document = read(_file(tmp_path, page.encode()))
    assert [line for line in document.lines if line] == [
        "Cable, A to B",
        "August 28, 1952",
        "Summary:",
        "Zhou reports",
        "on talks.",
        "Box\t6",
    ]
    assert document.media_type == "text/html"


def test_html_nested_deeper_than_python_recurses_is_read(tmp_path: Path) -> None:
    page = b"<html><body>" + b"<div>" * 5000 + b"deep" + b"</div>" * 5000
    assert "deep" in read(_file(tmp_path, page)).text


def test_html_declares_its_encoding(tmp_path: Path) -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Порт-Артур</p></body></html>'
    assert read(_file(tmp_path, page.encode("cp1251"))).text == "Порт-Артур"


def test_pdf_pages_are_kept(tmp_path: Path) -> None:
    document = read(_file(tmp_path, _pdf(["Secret", "Annex A"])))
    assert document.lines == ("Secret", "", "Annex A")
    assert document.pages == (1, 3)


def test_pdf_without_text_is_read_with_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    document = read(_file(tmp_path, _pdf([""])))
    assert document.text == ""
    assert "no text layer" in document.warnings[0]


def test_a_word_document_gives_paragraphs_and_rows(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Memorandum of Conversation")
    made.add_paragraph("SUBJECT: Rubber")
    table = made.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Box", "6"
    made.save(str(tmp_path / "made.docx"))
    document = read(tmp_path / "made.docx")
    assert [line for line in document.lines if line] == [
        "Memorandum of Conversation",
        "SUBJECT: Rubber",
        "Box\t6",
    ]
    assert document.media_type.endswith("wordprocessingml.document")


def _changed_docx(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """A Word document with one table, of which one part is another than Word would write."""
    made = docx.Document()
    made.add_table(rows=1, cols=1).rows[0].cells[0].text = "Box 6"
    made.save(str(path / "made.docx"))
    changed = path / "changed.docx"
    with (
        zipfile.ZipFile(path / "made.docx") as held,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in held.namelist():
            content = held.read(name)
            new.writestr(name, change(content) if name == part else content)
    return changed


def test_a_cell_that_claims_a_thousand_million_columns_is_read_once(tmp_path: Path) -> None:
    spans = b'<w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
    cell = re.compile(rb"<w:tc>\s*<w:tcPr>.*?</w:tcPr>", re.DOTALL)
    wide = _changed_docx(tmp_path, "word/document.xml", lambda xml: cell.sub(spans, xml))
    assert "Box 6" in read(wide).text.split("\n")


RELATION_WITHOUT_TARGET = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    b'officeDocument"/></Relationships>'
)


@pytest.mark.parametrize(
    ("part", "content", "says"),
    [
        ("word/document.xml", b" " * 30_000_001, "30 MB"),
        ("word/_rels/document.xml.rels", b"<Relationships/>", "broken"),
        ("[Content_Types].xml", b"<Types/>", "broken"),
        ("_rels/.rels", RELATION_WITHOUT_TARGET, "broken"),
        ("word/document.xml", b"<document/>", "broken"),
    ],
)
def test_a_package_that_is_no_document_is_refused_in_a_sentence(
    tmp_path: Path, part: str, content: bytes, says: str
) -> None:
    with pytest.raises(Unreadable, match=says):
        read(_changed_docx(tmp_path, part, lambda _: content))


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(200)


def test_without_recognition_a_picture_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unreadable, match="install Tesseract"):
        read(_file(tmp_path, PICTURE))
    assert "install Tesseract" in read(_file(tmp_path, _pdf([""]))).warnings[0]


def test_with_recognition_pictures_are_read_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in for Tesseract: where it is installed, tests/end_to_end/test_recognition.py asks it."""
    program = _file(tmp_path, b"#!/bin/sh\necho 'SECRET |'\nprintf 'Memorandum\\n\\f'\n", "tesseract")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    for content in (PICTURE, _pdf([""])):
        document = read(_file(tmp_path, content))
        assert document.lines[:2] == ("SECRET", "Memorandum")
        assert "recognised" in document.warnings[0]
    mixed = read(_file(tmp_path, _pdf(["Cover", "", "Annex"])))
    assert [line for line in mixed.lines if line] == ["Cover", "SECRET", "Memorandum", "Annex"]
    assert mixed.warnings == ("Pages without a text layer, recognised: 2.",)


def test_a_picture_that_tesseract_cannot_open_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _file(tmp_path, b"#!/bin/sh\nexit 1\n", "tesseract").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(Unreadable, match="broken"):
        read(_file(tmp_path, PICTURE))


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"%PDF-1.4\nbroken", "broken"), (b"%PDF-1.7\n" + bytes(4000), "broken")],
)
def test_broken_pdf_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read(_file(tmp_path, content))


def test_encrypted_pdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="encrypted"):
        read(_file(tmp_path, _pdf(["Secret"], encrypted=True)))


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_are_read_or_refused_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = _file(tmp_path_factory.mktemp("bytes"), content)
    try:
        document = read(path)
    except Unreadable as refused:
        sentence = str(refused)
    else:
        sentence = "."
        assert "\x00" not in document.text
        assert document.text == "\n".join(document.lines)
    assert sentence.endswith(".")


def _pdf(pages: list[str], encrypted: bool = False) -> bytes:
    """A PDF with one line of text a page; an encrypted one has a user password that is not empty."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        drawn = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET" if text else ""
        content = f"{5 + 2 * number} 0 R"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {content}"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    body, offsets = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n"
    lock = ""
    if encrypted:
        key = "41" * 32
        lock = f" /Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >> /ID [<00> <00>]"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R{lock} >>\n"
    return f"{body}{tail}startxref\n{len(body)}\n%%EOF\n".encode("ascii")
