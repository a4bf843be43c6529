"""Every rule of the YAML files against its own examples."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.transforms.examples import spoilt_and_clean
from transforms.adverts import ADVERTS, MILLS, TRADES
from transforms.fold import fold
from transforms.lines import label_lines
from transforms.rule_files import BrokenRule, RulesByWord, WholeLineRules, read_rules, read_words
from transforms.searching import plain

LABELS = [label for labels in read_words("labels.yml").values() for label in labels]
BOILERPLATE = read_rules("boilerplate.yml", {"meta_label": LABELS})
WHOLE_LINES = (*BOILERPLATE, *(rule for rule in MILLS if rule.label == "tool"))
BY_WORD = tuple(rule for rule in (*ADVERTS, *TRADES, *MILLS) if rule.label == "ad")
PROSE = "全县深入推进依法行政,办理行政复议案件12件,持续提升治理能力。"


def examples(rules, kind):
    return [pytest.param(rule, text, id=f"{rule.id}: {text}") for rule in rules for text in getattr(rule, kind)]


def label_between_paragraphs(text):
    return label_lines("\n".join([PROSE, text, PROSE]))[1]


@pytest.mark.parametrize(("rule", "text"), examples(WHOLE_LINES, "match"))
def test_a_rule_takes_its_examples_in_half_and_full_width(rule, text):
    wide = text.translate(str.maketrans(",:;()%|", "，：；（）％｜"))
    above, below = [text, wide, "一、主要举措", PROSE], ["一、主要举措", PROSE, text, wide]
    for lines, places in ((above, (0, 1)), (below, (2, 3))):
        if rule.where in (("head", "edge", "any") if lines is above else ("foot", "edge", "any")):
            found = label_lines("\n".join(lines))
            assert [found[place].label for place in places] == [rule.label] * 2


@pytest.mark.parametrize(("rule", "text"), examples(WHOLE_LINES, "keep"))
def test_a_rule_leaves_what_it_must_keep(rule, text):
    assert rule.pattern.fullmatch(text) is None
    assert label_between_paragraphs(text).label == "body"


@pytest.mark.parametrize(("rule", "text"), examples([rule for rule in BY_WORD if rule.where == "any"], "match"))
def test_an_advert_line_is_taken_wherever_it_stands(rule, text):
    assert label_between_paragraphs(text).label == "ad"
    assert label_lines(f"{text}\n{PROSE}")[0].label == "ad"


@pytest.mark.parametrize(
    ("rule", "text"), examples([rule for rule in BY_WORD if rule.where in ("inside", "unfought")], "match")
)
def test_an_advert_glued_to_a_paragraph_is_cut_out(rule, text):
    for line in (PROSE + text, text + PROSE):
        found = label_between_paragraphs(line)
        assert found.label == "body"
        assert "".join(line[cut.start : cut.end] for cut in found.cuts) == text


@pytest.mark.parametrize(("rule", "text"), examples([rule for rule in BY_WORD if rule.where == "spoilt"], "match"))
def test_what_may_be_an_advert_is_cut_whole_only_where_another_is_certain(rule, text):
    line = PROSE.replace("持续", f"{text}持续")
    assert rule.id not in [cut.rule for cut in label_lines(f"{PROSE}\n{line}")[1].cuts]
    assert label_lines(f"{PROSE}\n{line}\n新葡京官网")[1].kept == PROSE


@pytest.mark.parametrize(("rule", "text"), examples(BY_WORD, "within"))
def test_what_is_an_advert_only_in_its_line_is_cut_out(rule, text):
    spoilt, clean = spoilt_and_clean(text)
    found = label_lines(f"{PROSE}\n{spoilt}\n{PROSE}" + "\n新葡京官网" * (rule.where == "spoilt"))[1]
    assert (found.kept, [cut.rule for cut in found.cuts]) == (clean, [rule.id])


@pytest.mark.parametrize(("rule", "text"), examples([rule for rule in BY_WORD if rule.where == "spoilt"], "keep"))
def test_what_is_no_advert_survives_where_one_is_certain(rule, text):
    assert label_lines(f"{PROSE}\n{text}\n新葡京官网")[1].kept == text


@pytest.mark.parametrize(("rule", "text"), examples(BY_WORD, "keep"))
def test_what_a_rule_must_keep_has_a_word_that_lets_it_be_tried(rule, text):
    assert any(word in text.lower() for word in rule.needs)


@pytest.mark.parametrize(("rule", "text"), examples(BY_WORD, "match"))
def test_a_rule_takes_its_own_examples_whatever_others_do(rule, text):
    lowered = fold(text).lower()
    assert rule.pattern.fullmatch(lowered) if rule.where == "any" else rule.pattern.search(lowered)


@pytest.mark.parametrize(("rule", "text"), examples(BY_WORD, "keep"))
def test_what_looks_like_an_advert_but_is_not_survives(rule, text):
    found = label_between_paragraphs(text)
    assert found.label != "ad"
    assert found.cuts == ()


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ("- {id: a, label: nav, pattern: x}", "missing"),
        ("- {id: a, label: advert, pattern: x, why: y, match: [x]}", "label must be one of"),
        ("- {id: a, label: nav, pattern: '(', why: y, match: [x]}", "rule a"),
        ("- {id: a, label: nav, needs: brands, pattern: x, why: y, match: [x]}", "needs names no word list"),
        ("- {id: a, label: nav, needs: number, pattern: x, why: y, match: [x]}", "is a pattern"),
        ("- {id: a, label: nav, pattern: '(x+)+y', why: y, match: [x]}", "too slow"),
        ("- {id: a, label: ad, where: inside, pattern: '(?:x+)+y', why: y, match: [xxxxy]}", "too slow"),
        ("\n".join(["- {id: a, label: nav, pattern: x, why: y, match: [x]}"] * 2), "twice"),
        ("- {id: a, label: nav, pattern: x, why: y, match: []}", "give an example"),
    ],
)
def test_a_broken_rule_file_names_the_rule(monkeypatch, rules, reason):
    words = "words: {number: ['\\d+']}"
    monkeypatch.setattr("transforms.rule_files.read_text", lambda name: f"{words}\nrules:\n{rules}")
    with pytest.raises(BrokenRule, match=reason):
        read_rules("broken.yml")


@pytest.mark.parametrize("rule", BY_WORD, ids=lambda rule: rule.id)
def test_whatever_a_rule_of_adverts_matches_has_a_word_that_it_needs(rule):
    @settings(max_examples=15, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(re.compile(rule.pattern.pattern, re.ASCII)))
    def has_a_word(text):
        assert any(word in text for word in rule.needs)

    has_a_word()


IN_LINES = tuple(rule for rule in BY_WORD if rule.where not in ("any", "anyhow"))


@pytest.mark.parametrize("rule", IN_LINES, ids=lambda rule: rule.id)
def test_a_rule_finds_in_the_sentences_with_its_words_what_it_finds_in_the_whole_line(rule):
    texts = [re.sub("[«»]", "", text) for text in (*rule.match, *rule.within)]
    line = fold(PROSE + PROSE.join(texts) + PROSE).lower()
    assert [match.span() for _, match in RulesByWord([rule]).spans(line)] == [
        match.span() for match in rule.pattern.finditer(line)
    ]


def test_a_word_of_adverts_is_of_one_class_of_certainty():
    lures = read_words("lures.yml")
    words = [plain(word) for name in lures if name.startswith(("sure", "fought", "telling")) for word in lures[name]]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("name", ["adverts.yml", "lures.yml", "houses.yml", "mills.yml"])
def test_a_listed_word_is_written_as_the_folded_text_has_it(name):
    words = [word for listed in read_words(name).values() for word in listed]
    assert [fold(word).lower() for word in words] == words


def test_rules_that_are_tried_by_their_words_have_some():
    rules = [rule for rule in BOILERPLATE if not rule.needs]
    with pytest.raises(BrokenRule, match=f"rules/boilerplate.yml, rule {rules[0].id}: say which words it needs"):
        RulesByWord(rules)


def test_rules_that_are_tried_together_have_no_groups():
    rules = [rule for rule in ADVERTS if rule.pattern.groups]
    with pytest.raises(BrokenRule, match=f"rules/adverts.yml, rule {rules[0].id}: write its groups as"):
        WholeLineRules(rules)
