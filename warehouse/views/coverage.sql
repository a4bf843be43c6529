-- What this archive knows of a body's report of a year. It never says that a government failed its duty: not
-- found here may stand on another site or in another column. The report of a year is due before 1 April of
-- the next one (厅字〔2019〕28号, article 24, from the report of 2019 on); today is the day of the newest capture.
-- A source that fails says nothing about what it holds.
CREATE OR REPLACE VIEW coverage AS
WITH years AS (
    SELECT unnest(range(min(report_year), max(report_year) + 1)) AS report_year FROM report
), today AS (
    SELECT CAST(max(captured_at) AT TIME ZONE 'Asia/Shanghai' AS DATE) AS today FROM capture
), source_state AS (
    SELECT s.body_id, coalesce(f.status, 'not_found') AS state
    FROM source s LEFT JOIN failing_source f USING (source_id)
    WHERE s.registered
      AND EXISTS (FROM capture c WHERE c.source_id = s.source_id AND c.kind = 'listing' AND c.page_url IS NULL)
), body_state AS (
    SELECT body_id, arg_min(state, list_position(['not_found', 'blocked', 'source_failing'], state)) AS state
    FROM source_state GROUP BY body_id
)
SELECT b.body_id, b.name AS body_name, b.jurisdiction_code, y.report_year,
       CASE WHEN r.report_id IS NOT NULL THEN 'published'
            WHEN s.state IS NULL THEN 'no_source'
            WHEN y.report_year < 2019 OR today.today < make_date(y.report_year + 1, 4, 1) THEN 'not_due'
            ELSE s.state END AS status,
       r.report_id, r.copy_grade
FROM body b CROSS JOIN years y CROSS JOIN today
LEFT JOIN body_state s ON s.body_id = b.body_id
LEFT JOIN report r ON r.body_id = b.body_id AND r.report_year = y.report_year;

COMMENT ON VIEW coverage IS 'What is known here of each body''s report of each year; never a verdict on the body';
COMMENT ON COLUMN coverage.body_id IS 'Body';
COMMENT ON COLUMN coverage.body_name IS 'Its name';
COMMENT ON COLUMN coverage.jurisdiction_code IS 'Place of the body';
COMMENT ON COLUMN coverage.report_year IS 'Year reported on';
COMMENT ON COLUMN coverage.status IS 'published; no_source of the register has been asked for a list; not_due (before 1 April, or a year before 2019, when no date bound); not_found in the lists that are watched; blocked or source_failing as in failing_source';
COMMENT ON COLUMN coverage.report_id IS 'Report, where there is one';
COMMENT ON COLUMN coverage.copy_grade IS 'Grade of its best text';
