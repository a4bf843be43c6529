def test_parts_that_add_up_to_their_total(checks):
    text = "共审查规范性文件12件，其中政府规范性文件8件，部门规范性文件4件。"
    assert checks(text) == [("8+4", "12", True)]


def test_only_the_parts_that_make_the_whole(checks):
    text = "办理法律援助案件947件，其中民事案件465件，刑事案件482件，未成年人案件275件。"
    assert checks(text) == [("465+482", "947", True)]


def test_a_subset_is_no_sum(checks):
    assert checks("检查企业90家，其中食品企业20家，药店15家。") == []


def test_a_closed_list_of_outcomes_that_does_not_add_up_is_seen(checks):
    text = "审结行政复议案件70件，其中维持31件，驳回12件，纠错6件，终止18件，其他2件。"
    assert checks(text) == [("31+12+6+18+2", "70", False)]


def test_a_rate_is_compared_at_its_own_precision(checks):
    assert checks("审结行政诉讼案件573件，败诉50件，败诉率为8.73%。") == [("50/573*100", "8.73", True)]
    assert checks("审结行政诉讼案件573件，败诉50件，败诉率为8.8%。") == [("50/573*100", "8.8", False)]


def test_an_approximate_number_takes_part_in_no_check(checks):
    assert checks("审结行政诉讼案件570余件，败诉50件，败诉率为8.73%。") == []
