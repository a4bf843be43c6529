-- en: Whose reports of which years have not been found here, and why?
-- zh: 哪些单位哪些年份的报告本库未见最多，原因是什么？
SELECT jurisdiction_code, body_name, status, count(*) AS missing, list(report_year ORDER BY report_year) AS years
FROM coverage
WHERE status NOT IN ('published', 'not_due')
GROUP BY jurisdiction_code, body_id, body_name, status
ORDER BY missing DESC, jurisdiction_code, body_name, status
