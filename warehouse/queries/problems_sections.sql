-- en: What do the reports say under problems and shortcomings?
-- zh: 各报告“存在的问题”部分写了什么？
SELECT r.jurisdiction_name, r.body_name, r.report_year, s.path, s.heading
FROM section s JOIN report r USING (version_id)
WHERE s.theme = 'problems'
ORDER BY r.jurisdiction_code, r.report_year, r.body_name, s.source_start
