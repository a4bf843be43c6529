-- en: How many reports of each province are seen to have been public before 1 April?
-- zh: 各省有多少报告可确认在4月1日前公开？
SELECT province, report_year, count(*) AS reports, count(*) FILTER (verdict = 'in_time') AS in_time,
       count(*) FILTER (verdict = 'late') AS late, count(*) FILTER (verdict = 'no_verdict') AS no_verdict,
       round(100 * in_time / nullif(in_time + late, 0), 1) AS in_time_of_judged_pct, median(days_late) AS median_days_late
FROM timeliness
GROUP BY province, report_year
ORDER BY province, report_year
