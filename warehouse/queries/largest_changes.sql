-- en: Which figures changed most from one year's report to the next, and where do both stand?
-- zh: 哪些数据与上年报告相比变化最大，两年的数字各出自何处？
SELECT r.body_name, y.report_year, i.zh_name, y.last_value, y.value, y.unit, y.computed_pct, y.stated_change,
       y.quantity_id, y.last_quantity_id
FROM year_on_year y JOIN report r USING (report_id) JOIN indicator i USING (indicator_code)
WHERE y.exact AND NOT y.across_break AND y.role = 'level' AND y.last_value >= 10
ORDER BY abs(y.computed_pct) DESC, y.quantity_id
LIMIT 100
