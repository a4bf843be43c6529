"""Files in their real formats, made here: what text comes out, and what is refused with a reason."""

import io
import zipfile
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from transforms.formats import read_source
from transforms.pipeline import clean
from transforms.records import Page, Refused

HTML = (
    "<html><head><title>报告</title></head><body><h1>云岭县2023年法治政府建设年度报告</h1>"
    f"<div id='zoom'><p>2023年,云岭县深入推进依法行政。</p><p>{'全面规范行政执法工作。' * 9}</p></div></body></html>"
)


def text_of(content, media_type="application/octet-stream"):
    return read_source(Page(content, media_type)).text


def pdf_with(*lines):
    """A PDF of one page whose font maps its codes to Chinese characters, as printers of documents write it."""
    characters = "".join(dict.fromkeys("".join(lines)))
    codes = {character: index + 1 for index, character in enumerate(characters)}
    mapping = "".join(f"<{code:04X}> <{ord(character):04X}>\n" for character, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange {len(codes)} beginbfchar\n"
        f"{mapping}endbfchar endcmap end end"
    )
    shown = "".join(
        f"BT /F1 12 Tf 50 {780 - 20 * place} Td <{''.join(f'{codes[character]:04X}' for character in line)}> Tj ET\n"
        for place, line in enumerate(lines)
    )
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(shown)}>>stream\n{shown}\nendstream",
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        "/FontDescriptor 8 0 R/DW 1000>>",
        f"<</Length {len(cmap)}>>stream\n{cmap}\nendstream",
        "<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent -200"
        "/CapHeight 700/StemV 80>>",
    ]
    body = "%PDF-1.4\n" + "".join(f"{n} 0 obj\n{content}\nendobj\n" for n, content in enumerate(objects, start=1))
    return (body + "trailer<</Root 1 0 R/Size 9>>\n%%EOF").encode("latin-1")


def test_plain_text_keeps_every_character_but_a_byte_order_mark():
    assert text_of("\ufeff一\r\n二".encode(), "text/plain") == "一\r\n二"


def test_html_is_known_by_its_tags_when_the_type_says_nothing():
    assert text_of(HTML.encode()).startswith("云岭县2023年法治政府建设年度报告\n2023年,云岭县")


def test_a_web_archive_gives_its_html_part_in_that_parts_charset():
    archive = MIMEMultipart("related")
    archive.attach(MIMEText(HTML, "html", "gb18030"))
    assert text_of(archive.as_bytes()) == text_of(HTML.encode())


def test_a_word_file_gives_paragraphs_and_table_rows_in_order():
    document = Document()
    document.add_paragraph("一、主要举措")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "行政复议", "14件"
    document.add_paragraph("二、存在问题")
    stream = io.BytesIO()
    document.save(stream)
    assert text_of(stream.getvalue()) == "一、主要举措\n行政复议 | 14件\n二、存在问题"


def word_file(body, **parts):
    """A .docx of nothing but the main part; its `body` in WordprocessingML without the prefix `w:`."""
    main = (
        f'<document xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><body>{body}</body></document>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"word/document.xml": main, **parts}.items():
            archive.writestr(name, content)
    return stream.getvalue()


def paragraph(text):
    return f"<p><r><t>{text}</t></r></p>"


def cell(*blocks, properties=""):
    return f"<tc><tcPr>{properties}</tcPr>{''.join(blocks)}</tc>"


def test_a_word_file_without_styles_and_properties_is_read():
    assert text_of(word_file(paragraph("一、主要举措"))) == "一、主要举措"


def test_tabs_breaks_and_corrections_of_a_word_file_are_read_as_it_prints():
    corrected = "<ins><r><t>丁</t></r></ins><del><r><delText>戊</delText></r></del>"
    runs = f"<r><t>甲</t><tab/><t>乙</t><br/><t>丙</t></r>{corrected}"
    assert text_of(word_file(f"<p><pPr><tabs><tab/></tabs></pPr>{runs}</p>")) == "甲\t乙\n丙丁"


def test_merged_cells_of_a_word_table_are_printed_once_however_wide_they_say_they_are():
    wide = cell(paragraph("合计"), properties='<gridSpan val="99999999"/>')
    below = cell(paragraph(""), properties="<vMerge/>")
    rows = f"<tr>{wide}{cell(paragraph('12件'))}</tr><tr>{below}{cell(paragraph('3件'))}</tr>"
    assert text_of(word_file(f"<tbl>{rows}</tbl>")) == "合计 | 12件\n3件"


def test_a_word_table_that_only_lays_out_the_page_keeps_its_paragraphs_apart():
    inner = f"<tbl><tr>{cell(paragraph('复议'))}{cell(paragraph('14件'))}</tr></tbl>"
    outer = cell(paragraph("一、主要举措"), paragraph("全年依法行政。"), inner)
    assert text_of(word_file(f"<tbl><tr>{outer}</tr></tbl>")) == "一、主要举措\n全年依法行政。\n复议 | 14件"


def test_the_numbers_of_two_paragraphs_of_a_cell_do_not_run_together():
    row = f"<tr>{cell(paragraph('件数'))}{cell(paragraph('12'), paragraph('3'))}</tr>"
    assert text_of(word_file(f"<tbl>{row}</tbl>")) == "件数 | 12 3"


def test_hidden_text_of_a_word_file_is_not_read():
    hidden = "<r><rPr><vanish/></rPr><t>办理99件</t></r><r><rPr><vanish val='0'/></rPr><t>办理12件</t></r>"
    assert text_of(word_file(f"<p>{hidden}</p>")) == "办理12件"


def test_the_text_of_a_box_follows_its_paragraph_once():
    box = f"<txbxContent>{paragraph('云岭县')}</txbxContent>"
    drawn = f"<AlternateContent><Choice>{box}</Choice><Fallback>{box}</Fallback></AlternateContent>"
    assert text_of(word_file(f"<p><r><t>报告</t>{drawn}</r></p>")) == "报告\n云岭县"


def test_a_word_file_that_unpacks_to_more_than_any_report_has_is_refused():
    with pytest.raises(Refused, match="unpacks to 12,"):
        text_of(word_file(paragraph("法" * 4_000_000)))


def test_a_pdf_gives_its_paragraphs_with_wrapped_lines_joined():
    content = pdf_with(
        "一、主要举措", "全年受理行政复议案件十四件,办结十四件,案", "件受理数同比增长,化解率持续提升。", "二、存在问题"
    )
    assert text_of(content, "application/pdf").split("\n") == [
        "一、主要举措",
        "全年受理行政复议案件十四件,办结十四件,案件受理数同比增长,化解率持续提升。",
        "二、存在问题",
    ]


def test_radicals_that_a_pdf_font_gives_for_characters_become_characters():
    assert text_of(pdf_with("⽐上年增⻓")) == "比上年增长"


def test_a_web_archive_whose_charset_is_no_ascii_is_read():
    archive = MIMEText(HTML, "html", "utf-8").as_bytes().replace(b'charset="utf-8"', b'charset="\xff\xfe"')
    assert text_of(archive, "message/rfc822") == text_of(HTML.encode())


@pytest.mark.parametrize(
    "archive",
    [
        b'Content-Type: multipart/related; boundary="b"' + b'; a="b"' * 100_000 + b"\n\n--b--",
        b"Content-Type: message/rfc822\n\n" * 2000,
    ],
)
def test_a_web_archive_that_no_browser_wrote_is_refused(archive):
    with pytest.raises(Refused, match="no browser wrote"):
        text_of(archive, "multipart/related")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"  \n", "empty"),
        (word_file("")[:-30], "damaged"),
        (word_file("<p>"), "damaged"),
        (pdf_with("报告").replace(b"/Kids[3 0 R]/Count 1", b"/Kids[3 0 R 99 0 R]/Count 2"), "page 2 of 2"),
        (pdf_with(), "scanned PDF"),
        (b"%PDF-1.4 broken", "cannot be opened"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "old Word or WPS"),
        (b"{\\rtf1\\ansi 1}", "RTF file"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "a picture"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 100, "a picture"),
        (b"Rar!\x1a\x07\x00" + b"\0" * 100, "an archive"),
        (b"\x1f\x8b\x08" + b"\0" * 100, "an archive"),
        (b"PK\x03\x04broken", "damaged"),
    ],
)
def test_what_holds_no_text_is_refused_with_what_to_do(content, reason):
    with pytest.raises(Refused, match=reason):
        text_of(content)


def test_a_page_served_as_plain_text_is_read_as_the_page_it_is():
    assert text_of("\ufeff\n<!DOCTYPE html><p>一</p><p>二</p>".encode(), "text/plain").split() == ["一", "二"]
    assert text_of("标签<p>不是网页".encode(), "text/plain") == "标签<p>不是网页"


@pytest.mark.parametrize("media_type", ["multipart/related", "message/rfc822"])
def test_a_plain_page_that_is_called_mhtml_is_read_as_the_page_it_is(media_type):
    assert text_of(HTML.encode(), media_type) == text_of(HTML.encode(), "text/html")


def test_a_text_that_begins_with_the_name_of_a_format_is_one():
    assert text_of("GIF89a图片格式说明。".encode(), "text/plain") == "GIF89a图片格式说明。"


def test_a_pdf_may_have_bytes_before_its_header():
    assert text_of(b"\r\n" + pdf_with("报告")) == text_of(pdf_with("报告"))


@pytest.mark.parametrize(
    ("member", "reason"), [("OFD.xml", "OFD file"), ("xl/workbook.xml", "Excel"), ("a.txt", "unpack it")]
)
def test_archives_that_are_no_word_files_are_refused(member, reason):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(member, "x")
    with pytest.raises(Refused, match=reason):
        text_of(stream.getvalue())


WHOLE_FILES = [
    word_file(paragraph("一、主要举措"), **{"word/styles.xml": "<styles/>"}),
    pdf_with("一、主要举措"),
    b"Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>x</p>\n--b--",
]


@given(
    st.sampled_from(WHOLE_FILES),
    st.lists(st.tuples(st.integers(5), st.integers(0, 255)), min_size=1, max_size=30),
    st.integers(0, 50),
)
def test_a_damaged_file_is_read_or_refused(whole, changes, lost):
    damaged = bytearray(whole)
    for place, byte in changes:
        damaged[max(5, place % len(damaged))] = byte
    try:
        text_of(bytes(damaged[: len(damaged) - lost]))
    except Refused as refused:
        assert "\n" not in str(refused)


@pytest.mark.parametrize(
    "shown",
    ["<embed src='/u/bg.pdf'>", "<object data='/u/bg.pdf'></object>", "<a href='/u/bg.pdf'>附件下载</a>"],
)
def test_a_page_that_only_shows_a_file_is_refused_with_its_address(shown):
    with pytest.raises(Refused, match=r"leads to /u/bg[.]pdf: hand that over"):
        clean(Page(f"<body><p>{shown}</p></body>".encode(), "text/html"))


def test_a_plain_text_may_end_its_lines_as_old_macs_did():
    text = "云岭县2023年法治政府建设年度报告\r2023年，我县推进依法行政，受理复议申请12件。"
    assert [line.label for line in clean(Page(text.encode(), "text/plain")).lines] == ["title", "body"]
