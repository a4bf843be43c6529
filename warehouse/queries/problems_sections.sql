-- en: What do the newest reports say under problems and shortcomings?
-- zh: 最新年度各报告“存在的问题”部分写了什么？
SELECT r.jurisdiction_name, r.body_name, r.report_year, s.heading,
       substring(v.source_text, s.source_start + 1, s.source_end - s.source_start) AS text
FROM section s JOIN report r USING (version_id) JOIN version v USING (version_id)
WHERE s.theme = 'problems' AND r.report_year = (SELECT max(report_year) FROM report)
-- the chapter itself, not its parts
QUALIFY s.level = min(s.level) OVER (PARTITION BY s.version_id)
ORDER BY r.jurisdiction_code, r.report_year, r.body_name, s.source_start
