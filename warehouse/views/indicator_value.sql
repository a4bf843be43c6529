-- A report may give one indicator several times. Preferred is, in this order: a value that has a number; the
-- territory's number, which is also what a text means that names no scope, then the body's own, its departments',
-- the courts'; of counts and amounts the whole, which is the largest or within a tenth of it (3276 cases and
-- among them 114 of enterprises); an exact number before a bounded or rounded one; the first in the text.
CREATE OR REPLACE VIEW indicator_value AS
WITH stated AS (
    SELECT r.report_id, r.body_id, r.jurisdiction_code, r.report_year, q.*, i.kind,
           list_max(list_filter(list_transform(i.breaks, lambda b: b.year), lambda year: year <= r.report_year)) AS series_from,
           list_position(['territory', 'own', 'departments', 'courts'], coalesce(q.scope, 'territory')) AS whose
    FROM report r JOIN quantity q USING (version_id) JOIN indicator i USING (indicator_code)
), weighed AS (
    SELECT *, coalesce(kind IN ('count', 'amount') AND role IN ('level', 'cumulative') AND value < 0.9 * max(value)
        OVER (PARTITION BY report_id, indicator_code, breakdown, role, period, whose), false) AS part
    FROM stated
)
SELECT report_id, body_id, jurisdiction_code, report_year, indicator_code, breakdown, role, value,
       coalesce(unit_norm, unit) AS unit, cmp, period, scope, qualifier, raw, section_path,
       row_number() OVER (
           PARTITION BY report_id, indicator_code, breakdown, role, period
           ORDER BY value IS NULL, whose, part, cmp <> 'eq', source_start, quantity_id) = 1 AS preferred,
       quantity_id, series_from
FROM weighed;

COMMENT ON VIEW indicator_value IS 'Every value of an indicator that a report states, tidy';
COMMENT ON COLUMN indicator_value.report_id IS 'Report it stands in';
COMMENT ON COLUMN indicator_value.body_id IS 'Body that reports';
COMMENT ON COLUMN indicator_value.jurisdiction_code IS 'Place of the body';
COMMENT ON COLUMN indicator_value.report_year IS 'Year reported on';
COMMENT ON COLUMN indicator_value.indicator_code IS 'Indicator';
COMMENT ON COLUMN indicator_value.breakdown IS 'Part of the whole, such as 合计 or 部门';
COMMENT ON COLUMN indicator_value.role IS 'level, rate, yoy_change, rank, cumulative, baseline or target';
COMMENT ON COLUMN indicator_value.value IS 'Value in its unit; percent in percent, changes signed';
COMMENT ON COLUMN indicator_value.unit IS 'Unit of the value';
COMMENT ON COLUMN indicator_value.cmp IS 'eq, gt, ge, lt, le or approx';
COMMENT ON COLUMN indicator_value.period IS 'ISO period the value is of';
COMMENT ON COLUMN indicator_value.scope IS 'Whose number it is: own, territory, departments, courts; null where unsaid';
COMMENT ON COLUMN indicator_value.qualifier IS 'Words that qualify it';
COMMENT ON COLUMN indicator_value.raw IS 'The evidence, as printed';
COMMENT ON COLUMN indicator_value.section_path IS 'Section it stands in';
COMMENT ON COLUMN indicator_value.preferred IS 'The one to use where indicator, breakdown, role and period repeat in a report';
COMMENT ON COLUMN indicator_value.quantity_id IS 'Quantity with the evidence span';
COMMENT ON COLUMN indicator_value.series_from IS 'Report year since which the indicator has meant what it means here; null where it never changed before. Values of different series are not compared';
