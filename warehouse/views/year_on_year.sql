-- A change of a rate may be meant in points or relative to last year (下降0.31%), which the texts leave open:
-- both are computed, and neither is called right.
CREATE OR REPLACE VIEW year_on_year AS
WITH preferred AS (
    SELECT * FROM indicator_value WHERE preferred AND (period IS NULL OR period = CAST(report_year AS VARCHAR))
    QUALIFY row_number() OVER (
        PARTITION BY report_id, indicator_code, breakdown, role ORDER BY period IS NULL, quantity_id) = 1
), amount AS (
    SELECT * FROM preferred WHERE role IN ('level', 'rate', 'cumulative', 'rank') AND value IS NOT NULL
), change AS (
    SELECT * FROM preferred WHERE role = 'yoy_change'
)
SELECT this.report_id, this.body_id, this.jurisdiction_code, this.report_year, this.indicator_code, this.breakdown,
       this.role, this.value, this.unit, last.value AS last_value,
       change.value AS stated_change, change.unit AS stated_unit,
       CAST(round((this.value - last.value) * 100 / nullif(abs(last.value), 0), 2) AS DECIMAL(24, 2)) AS computed_pct,
       if(this.role = 'rate', this.value - last.value, NULL) AS computed_points,
       this.cmp = 'eq' AND last.cmp = 'eq' AS exact,
       this.series_from IS DISTINCT FROM last.series_from AND last.value IS NOT NULL AS across_break,
       this.quantity_id, last.quantity_id AS last_quantity_id
FROM amount this
LEFT JOIN amount last ON last.body_id = this.body_id AND last.report_year = this.report_year - 1
    AND last.indicator_code = this.indicator_code AND last.role = this.role
    AND last.breakdown IS NOT DISTINCT FROM this.breakdown AND last.scope IS NOT DISTINCT FROM this.scope
    AND last.unit IS NOT DISTINCT FROM this.unit
LEFT JOIN change ON change.report_id = this.report_id AND change.indicator_code = this.indicator_code
    AND change.breakdown IS NOT DISTINCT FROM this.breakdown
WHERE last.value IS NOT NULL OR change.value IS NOT NULL;

COMMENT ON VIEW year_on_year IS 'The change a report states beside the change computed from last year''s report';
COMMENT ON COLUMN year_on_year.report_id IS 'Report of this year';
COMMENT ON COLUMN year_on_year.body_id IS 'Body that reports';
COMMENT ON COLUMN year_on_year.jurisdiction_code IS 'Place of the body';
COMMENT ON COLUMN year_on_year.report_year IS 'Year reported on';
COMMENT ON COLUMN year_on_year.indicator_code IS 'Indicator';
COMMENT ON COLUMN year_on_year.breakdown IS 'Part of the whole';
COMMENT ON COLUMN year_on_year.role IS 'level, rate, cumulative or rank';
COMMENT ON COLUMN year_on_year.value IS 'Value of this year''s report';
COMMENT ON COLUMN year_on_year.unit IS 'Unit of both values';
COMMENT ON COLUMN year_on_year.last_value IS 'Value of last year''s report of the same body, scope and unit';
COMMENT ON COLUMN year_on_year.stated_change IS 'Change as this year''s report states it, signed';
COMMENT ON COLUMN year_on_year.stated_unit IS 'Unit of the stated change: % is one with computed_pct, 百分点 with computed_points, any other with value - last_value';
COMMENT ON COLUMN year_on_year.computed_pct IS 'Change against last year in percent of last year''s value';
COMMENT ON COLUMN year_on_year.computed_points IS 'Change of a rate in percentage points';
COMMENT ON COLUMN year_on_year.exact IS 'Whether both reports state the value exactly';
COMMENT ON COLUMN year_on_year.across_break IS 'Whether the indicator means something else since this year (indicator.breaks): the computed change then says nothing';
COMMENT ON COLUMN year_on_year.quantity_id IS 'Evidence of the value';
COMMENT ON COLUMN year_on_year.last_quantity_id IS 'Evidence of last year''s value';
