-- en: How many reports are there of each year, and how good are the copies?
-- zh: 每年有多少份报告，来源质量如何？
SELECT report_year, count(*) AS reports, count(*) FILTER (copy_grade = 'official') AS official,
       count(*) FILTER (copy_grade = 'repost') AS reposts, count(*) FILTER (copy_grade = 'compromised') AS compromised
FROM report GROUP BY report_year ORDER BY report_year
