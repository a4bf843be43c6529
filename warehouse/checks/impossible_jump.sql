-- severity: flag
-- why: a count that is a hundred times last year's, or a hundredth, is more often a slip of the text or a rule than news
SELECT r.body_name, y.report_year, y.indicator_code, y.last_value, y.value,
       r.version_id, y.quantity_id, y.last_quantity_id
FROM year_on_year y JOIN report r USING (report_id)
WHERE y.role IN ('level', 'cumulative') AND y.exact AND least(y.value, y.last_value) > 0
  AND greatest(y.value, y.last_value) >= 100 * least(y.value, y.last_value)
