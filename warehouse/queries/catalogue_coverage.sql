-- en: Which indicators do the reports state most often, and which hardly ever?
-- zh: 哪些指标报告得最多，哪些几乎不见？
SELECT i.indicator_code, i.zh_name, i.en_name, count(DISTINCT v.report_id) AS reports,
       round(100 * count(DISTINCT v.report_id) / (SELECT count(*) FROM report), 1) AS of_all_pct
FROM indicator i LEFT JOIN indicator_value v USING (indicator_code)
GROUP BY ALL
ORDER BY reports DESC, i.indicator_code
