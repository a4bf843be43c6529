-- en: Which stated changes differ most from the change computed from last year's report?
-- zh: 哪些报告所称的同比变化与上年报告推算的差距最大？
SELECT r.jurisdiction_name, r.body_name, y.report_year, i.zh_name, y.value, y.last_value, y.stated_change,
       y.computed_pct, y.computed_points, round(abs(y.stated_change - y.computed_pct), 2) AS difference
FROM year_on_year y JOIN report r USING (report_id) JOIN indicator i USING (indicator_code)
WHERE y.stated_change IS NOT NULL AND y.computed_pct IS NOT NULL AND y.exact AND NOT y.across_break AND y.stated_unit = '%'
ORDER BY difference DESC, r.jurisdiction_code, y.report_year, i.indicator_code
