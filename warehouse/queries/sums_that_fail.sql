-- en: Which sums in the texts do not add up?
-- zh: 哪些报告中的数字加总不符？
SELECT r.jurisdiction_name, r.body_name, r.report_year, c.expression, c.stated, r.url
FROM check_result c JOIN report r USING (version_id)
WHERE c.check_name = 'arithmetic' AND NOT c.holds
ORDER BY r.jurisdiction_code, r.report_year, c.expression
