import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.decode import decode
from transforms.records import Refused

TEXT = "云岭县深入推进依法行政,提升治理能力和水平,现将情况报告如下。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb2312", "gbk", "gb18030", "utf-16", "utf-32"])
def test_the_encodings_of_government_sites_are_read_without_a_declaration(encoding):
    assert decode(TEXT.encode(encoding), "text/html") == TEXT


@pytest.mark.parametrize("declared", ["gb2312", "gbk", "utf-8", "iso-8859-1", "no-such-charset"])
def test_a_wrong_header_does_not_matter(declared):
    assert decode(TEXT.encode("utf-8"), f"text/html; charset={declared}") == TEXT
    assert decode(TEXT.encode("gb18030"), f"text/html; charset={declared}") == TEXT


def test_gb2312_pages_may_hold_characters_of_gb18030_only():
    assert decode("㛃镕堃䶮".encode("gb18030"), "text/html; charset=gb2312") == "㛃镕堃䶮"


def test_the_charset_of_the_meta_tag_is_heard():
    page = '<meta charset="big5"><p>法治政府建設年度報告</p>'
    assert decode(page.encode("big5"), "text/html") == page


def test_line_ends_and_spaces_stay_as_they_are():
    assert decode("一\r\n\u3000二\xa0\n".encode(), "text/plain") == "一\r\n\u3000二\xa0\n"


def test_a_torn_character_at_the_end_is_forgiven():
    assert decode(TEXT.encode() * 3 + "政".encode()[:2], "text/plain").startswith(TEXT)


@pytest.mark.parametrize("read_as", ["gb18030", "latin-1"])
def test_text_saved_in_a_wrong_encoding_is_refused(read_as):
    broken = TEXT.encode().decode(read_as, errors="replace")
    with pytest.raises(Refused, match="mojibake"):
        decode(broken.encode(), "text/plain")


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(Refused, match="no text in UTF-8"):
        decode(bytes(range(128, 256)) * 20, "text/plain")


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=30))
def test_any_chinese_text_comes_back_from_utf_8(text):
    assert decode(text.encode(), "text/html; charset=gb2312") == text
