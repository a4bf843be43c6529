-- en: What do the newest reports say under problems and shortcomings?
-- zh: 最新年度各报告“存在的问题”部分写了什么？
WITH chapter AS MATERIALIZED (
    SELECT r.jurisdiction_code, r.jurisdiction_name, r.body_name, r.report_year, s.*
    FROM section s JOIN report r USING (version_id)
    WHERE s.theme = 'problems' AND r.report_year = (SELECT max(report_year) FROM report)
    -- the chapter itself, not its parts
    QUALIFY s.level = min(s.level) OVER (PARTITION BY s.version_id)
)
SELECT c.jurisdiction_name, c.body_name, c.report_year, c.heading,
       substring(v.source_text, c.source_start + 1, c.source_end - c.source_start) AS text
FROM version v JOIN chapter c USING (version_id)
ORDER BY c.jurisdiction_code, c.report_year, c.body_name, c.source_start
