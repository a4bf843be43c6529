-- en: How does the leaders' appearance in court differ between provinces, cities and counties, year by year?
-- zh: 省、市、县各级政府负责人出庭应诉率历年有何差别？
SELECT r.level, r.report_year, count(*) AS reports, median(v.value) AS median_pct, min(v.value) AS lowest_pct,
       count(*) FILTER (v.value = 100) AS always
FROM indicator_value v JOIN report r USING (report_id)
WHERE v.preferred AND v.indicator_code = 'leader_court_rate' AND v.role = 'rate' AND r.body_kind = 'government'
GROUP BY r.level, r.report_year
ORDER BY list_position(['province', 'prefecture', 'county', 'township'], r.level), r.report_year
