"""The PDF of a finding aid, laid out in volumes: its time grows with the entries, not with their square."""

import logging
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

_STYLE = """
@page { size: A4; margin: 20mm 18mm; @bottom-center { content: counter(page); font-size: 9pt; color: #555 } }
@page :first { counter-set: page %(first)d }
html { font: 10pt/1.4 "Noto Serif", "DejaVu Serif", serif }
a { color: inherit; text-decoration: none }
h1 { font-size: 22pt; line-height: 1.2; margin: 40mm 0 8mm } h2 { font-size: 14pt; margin: 8mm 0 2mm }
h3 { font-size: 12pt; margin: 6mm 0 1mm } h4, h5, h6 { font-size: 10.5pt; margin: 4mm 0 1mm }
h2, h3, h4, h5, h6 { break-after: avoid } p { margin: 0 0 2mm } .soft { color: #555; font-size: 9pt }
.summary { break-before: page } dl div { display: flex; gap: 4mm; margin-bottom: 1mm }
dt { width: 35mm; flex: none; color: #555 } dd { margin: 0 }
table { width: 100%%; table-layout: fixed; border-collapse: collapse; margin: 2mm 0 }
tr { break-inside: avoid }
th, td { text-align: left; vertical-align: top; padding: 1mm 2mm 1mm 0; border-bottom: 0.2mm solid #bbb }
th { font-weight: normal } thead th { color: #555; font-size: 9pt } td .soft, th .soft { display: block }
th:nth-child(1), td:nth-child(1) { width: 32mm } th:nth-child(3) { width: 32mm }
th:nth-child(4) { width: 22mm }
"""


def write_pdf(path: Path, chapters: Sequence[str], going_on: Callable[[], None]) -> list[str]:
    """Lays the chapters out one after the other and writes them as one file; ``going_on`` is called between.

    Returns what an operator should know: where the libraries of the layout are missing no PDF is written.
    """
    try:
        import weasyprint
    except OSError as error:
        logger.warning("No PDF is made: %s", error)
        return [_("No PDF was made: the libraries of Pango are missing. Install the package libpango-1.0-0.")]
    whole, pages = pypdfium2.PdfDocument.new(), 0
    for chapter in chapters:
        html = f"<html lang=en><style>{_STYLE % {'first': pages + 1}}</style><body>{chapter}</body></html>"
        volume = weasyprint.HTML(string=html, url_fetcher=_fetch_nothing).write_pdf()
        laid_out = pypdfium2.PdfDocument(volume)
        whole.import_pages(laid_out)
        pages = len(whole)
        going_on()
    written = BytesIO()
    whole.save(written)
    aside = path.with_suffix(".aside")
    aside.write_bytes(written.getvalue())
    aside.replace(path)
    return []


def _fetch_nothing(url: str, *args: object, **named: object) -> dict[str, object]:
    raise ValueError(f"Nothing is fetched while a finding aid is laid out: {url}")
