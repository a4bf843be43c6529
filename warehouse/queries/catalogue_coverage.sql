-- en: Which indicators do the reports state most often, and which hardly ever?
-- zh: 哪些指标报告得最多，哪些几乎不见？
SELECT i.indicator_code, i.zh_name, i.en_name, coalesce(v.reports, 0) AS reports,
       round(100 * coalesce(v.reports, 0) / (SELECT count(*) FROM report), 1) AS of_all_pct
FROM indicator i LEFT JOIN (
    SELECT indicator_code, count(DISTINCT report_id) AS reports FROM indicator_value GROUP BY indicator_code
) v USING (indicator_code)
ORDER BY reports DESC, i.indicator_code
