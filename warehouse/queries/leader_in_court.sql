-- en: How often did the person in charge appear in court, by place and year?
-- zh: 各地各年行政机关负责人出庭应诉率是多少？
SELECT r.jurisdiction_code, r.jurisdiction_name, r.body_name, r.report_year, v.value AS rate_pct, v.cmp, v.raw
FROM indicator_value v JOIN report r USING (report_id)
WHERE preferred AND indicator_code = 'leader_court_rate' AND role = 'rate'
ORDER BY r.jurisdiction_code, r.body_name, r.report_year
