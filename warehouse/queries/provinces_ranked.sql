-- en: How do the provinces rank by the leaders' appearance in court, by the middle of their governments?
-- zh: 按各级政府负责人出庭应诉率的中位数，各省历年排名如何？
SELECT r.report_year, rank() OVER (PARTITION BY r.report_year ORDER BY median(v.value) DESC) AS place,
       r.province, median(v.value) AS median_pct, count(*) AS reports
FROM indicator_value v JOIN report r USING (report_id)
WHERE v.preferred AND v.indicator_code = 'leader_court_rate' AND v.role = 'rate' AND r.body_kind = 'government'
GROUP BY r.report_year, r.province
ORDER BY r.report_year, place, r.province
