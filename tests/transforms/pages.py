"""A page with a short report in the manner of real ones, for tests of its markup. All texts are ours."""

from transforms.markup import read_markup

TITLE = "云岭县2023年法治政府建设年度报告"
PARAGRAPHS = [
    "2023年,云岭县深入推进依法行政,现将法治政府建设情况报告如下:",
    "一、主要举措和成效",
    "(一)加强组织领导。县政府常务会议专题研究法治政府建设工作4次,推动各项任务落地见效。",
    "二、下一年度工作安排",
    "持续规范行政执法,提升基层依法治理水平,不断增强群众的法治获得感。",
]
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
NAVIGATION = "<div class='nav'><a href='/'>首页</a><a href='/zw/'>政务公开</a><a href='/hd/'>互动交流</a></div>"
FOOT = "<div class='foot'>主办单位:云岭县人民政府办公室 网站标识码:9901010001</div>"


def page(article, head=f"<title>{TITLE}_云岭县人民政府</title>"):
    return f"<html><head>{head}</head><body>{NAVIGATION}{article}{FOOT}</body></html>"


def lines(html):
    return read_markup(html).text.split("\n")
