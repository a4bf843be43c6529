-- en: How many legal aid cases were handled, and how did that change against the year before?
-- zh: 法律援助案件办理多少件，与上年相比如何？
SELECT r.jurisdiction_name, r.body_name, r.report_year, y.value AS cases, y.last_value, y.stated_change,
       y.stated_unit, y.computed_pct
FROM year_on_year y JOIN report r USING (report_id)
WHERE y.indicator_code = 'legal_aid_cases' AND y.role = 'level'
ORDER BY r.jurisdiction_code, r.body_name, r.report_year
