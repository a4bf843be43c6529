-- en: How many administrative reconsideration cases were accepted and concluded, by place and year?
-- zh: 各地各年受理、办结行政复议案件多少件？
SELECT r.jurisdiction_code, r.jurisdiction_name, r.body_name, r.report_year,
       max(v.value) FILTER (indicator_code = 'reconsideration_accepted') AS accepted,
       max(v.value) FILTER (indicator_code = 'reconsideration_concluded') AS concluded
FROM indicator_value v JOIN report r USING (report_id)
WHERE preferred AND role = 'level' AND indicator_code IN ('reconsideration_accepted', 'reconsideration_concluded')
  AND (breakdown IS NULL OR breakdown = '合计')
GROUP BY ALL ORDER BY ALL
