-- en: Whose report of which year has not been found here, and why?
-- zh: 哪些单位哪一年的报告本库未见，原因是什么？
SELECT c.jurisdiction_code, c.body_name, c.report_year, c.status
FROM coverage c
WHERE c.status <> 'published'
ORDER BY c.jurisdiction_code, c.body_name, c.report_year
