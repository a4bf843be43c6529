"""The data dictionary is what the comments say."""

from warehouse import dictionary


def test_the_document_is_up_to_date():
    assert dictionary.DOCUMENT.read_text(encoding="utf-8") == dictionary.document(), "run python -m warehouse docs"


def test_it_names_every_relation_macro_and_question():
    text = dictionary.document()
    for heading in (
        "## version",
        "## report",
        "## indicator_value",
        "## indicator_wide",
        "`search(term)`",
        "`legal_aid`",
        "| `legal_aid_cases` | 件 | ",
    ):
        assert heading in text
