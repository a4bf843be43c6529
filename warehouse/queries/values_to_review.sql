-- en: Which values and reports deserve a second look, and why?
-- zh: 哪些数值和报告需要人工复核，原因是什么？
SELECT c.check_name, v.title, v.report_year, coalesce(c.expression || ' ≠ ' || c.stated, c.detail::VARCHAR) AS found,
       d.url
FROM check_result c JOIN version v USING (version_id) JOIN document d USING (document_id)
WHERE c.severity = 'flag' AND NOT c.holds
ORDER BY c.check_name, d.url, found
