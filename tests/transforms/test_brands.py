import pytest

from transforms.brands import brands_in, brands_of


@pytest.mark.parametrize("advert", ["皓铂hb8电竞下注", "皓铂hb8", "皓铂篮球滚球", "。皓铂赌场官网"])
def test_a_name_is_given_by_its_code_or_by_what_one_bets_on_there(advert):
    assert brands_of([advert]) == ("皓铂",)


@pytest.mark.parametrize(
    ("advert", "what"),
    [
        ("工作gz6677网址大全", "an ordinary word"),
        ("棋牌qp88官网", "a trade"),
        ("上海sh88娱乐城", "a place"),
        ("睿捷app2网址大全", "what has a latin word of reports behind it"),
        ("县司法局与那皓铂hb8电竞下注", "what stands amid a sentence"),
    ],
)
def test_no_name_is(advert, what):
    assert brands_of([advert]) == ()


def spans(line: str, *names: str) -> list[str]:
    return [line[cut.start : cut.end] for cut in brands_in(line, names)]


@pytest.mark.parametrize("mark", ["恒珑皇家赌场(中国)官方网站", "恒珑皇家hl6677注册入口", "恒珑皇家hl66足球下注官网"])
def test_a_name_is_cut_with_all_that_is_chained_to_it(mark):
    assert spans(f"推进{mark},办理复议案件12件。", "恒珑皇家") == [mark]


@pytest.mark.parametrize(
    "line",
    [
        "调解恒珑皇家小区纠纷12件。",
        "演出话剧“恒珑皇家赌场”12场。",
        "侦破恒珑皇家赌场案12件。",
        "登记歌厅、恒珑皇家娱乐城、酒吧12家。",
        "复原恒珑皇家hl66展品12件。",
    ],
)
def test_a_name_stays_where_the_text_tells_of_it(line):
    assert spans(line, "恒珑皇家") == []
