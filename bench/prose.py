"""Reports as dense with numbers as real ones: the replica's, with sentences between theirs that state no number.

The replica's reports have 34 quantities for 1,000 characters, the annotated real ones 11.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

TIMES_AS_LONG = 3

_SENTENCES = (
    "坚持把学习贯彻习近平法治思想作为重大政治任务，推动各级领导干部带头尊法学法守法用法，不断提高运用法治思维和法治方式深化改革、推动发展、化解矛盾、维护稳定的能力。",
    "健全党委统一领导、政府组织实施、部门各司其职、社会广泛参与的工作格局，把法治建设纳入经济社会发展总体规划，与中心工作同部署、同推进、同督促。",
    "严格落实重大行政决策程序规定，把公众参与、专家论证、风险评估、合法性审查和集体讨论决定作为必经程序，切实防止决策随意、决策失误。",
    "围绕企业和群众反映强烈的突出问题，持续清理妨碍统一市场和公平竞争的政策措施，依法平等保护各类经营主体的产权和自主经营权。",
    "完善行政执法与刑事司法衔接机制，加强跨部门、跨区域、跨领域执法协作，着力解决多头执法、重复检查和选择性执法等问题。",
    "加强对基层综合执法队伍的业务指导，推动执法重心下移、力量下沉、保障下倾，让基层看得见、管得着、接得住。",
    "坚持处罚与教育相结合，推广说服教育、劝导示范、警示告诫、指导约谈等柔性执法方式，让执法既有力度又有温度。",
    "自觉接受人大监督、民主监督、监察监督、司法监督和社会监督，认真听取各方面意见建议，及时回应社会关切。",
    "深化府院联动，健全行政争议实质性化解机制，注重从源头上预防和减少争议，努力实现案结事了人和。",
    "坚持和发展新时代“枫桥经验”，完善人民调解、行政调解、司法调解联动工作体系，把矛盾纠纷化解在基层、化解在萌芽状态。",
    "创新普法方式方法，把普法融入立法、执法、司法和法律服务全过程，推动形成办事依法、遇事找法、解决问题用法、化解矛盾靠法的良好氛围。",
    "加强法治工作队伍建设，注重在一线培养锻炼干部，完善学习培训、轮岗交流和考核激励机制，努力打造德才兼备的高素质队伍。",
    "推进公共法律服务均衡发展，加强农村和边远地区的服务供给，为困难群众、残疾人、进城务工人员等群体提供及时便利的法律帮助。",
    "同时也要清醒地看到，法治建设与人民群众的期待相比还有差距，个别单位对依法行政的认识还不到位，基础工作还不够扎实。",
    "少数执法人员程序意识、证据意识不强，执法文书制作不够规范，执法方式较为简单，与严格规范公正文明执法的要求还不相适应。",
    "数字化应用的深度和广度有待拓展，部门之间的信息壁垒尚未完全打破，数据共享、业务协同的水平还需进一步提升。",
)


def as_dense_as_real(lines: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of a report, its paragraphs made three times as long by prose."""
    return tuple(_lengthened(lines))


def _lengthened(lines: tuple[str, ...]) -> Iterator[str]:
    sentences = cycle(_SENTENCES)
    for line in lines:
        lengthened = line
        while "。" in line and len(lengthened) < TIMES_AS_LONG * len(line):
            lengthened += next(sentences)
        yield lengthened
