-- What this archive knows of a body's report of a year. It never says that a government failed its duty: not
-- found here may stand on another site or in another column. The report of a year is due before 1 April of
-- the next one (厅字〔2019〕28号, article 24); today is the day of the newest capture.
CREATE OR REPLACE VIEW coverage AS
WITH years AS (
    SELECT unnest(range(min(report_year), max(report_year) + 1)) AS report_year FROM report
), health AS (
    SELECT s.body_id, sum(h.ok) AS ok, sum(h.blocked) AS blocked
    FROM source s JOIN source_health h USING (source_id)
    WHERE s.registered
    GROUP BY s.body_id
)
SELECT b.body_id, b.name AS body_name, b.jurisdiction_code, y.report_year,
       CASE WHEN r.report_id IS NOT NULL THEN 'published'
            WHEN NOT b.registered THEN 'no_source'
            WHEN make_date(y.report_year + 1, 4, 1) > (
                SELECT CAST(max(captured_at) AT TIME ZONE 'Asia/Shanghai' AS DATE) FROM capture) THEN 'not_due'
            WHEN h.ok > 0 THEN 'not_found'
            WHEN h.blocked > 0 THEN 'blocked'
            ELSE 'source_failing' END AS status,
       r.report_id, r.copy_grade
FROM body b CROSS JOIN years y
LEFT JOIN health h ON h.body_id = b.body_id
LEFT JOIN report r ON r.body_id = b.body_id AND r.report_year = y.report_year;

COMMENT ON VIEW coverage IS 'What is known here of each body''s report of each year; never a verdict on the body';
COMMENT ON COLUMN coverage.body_id IS 'Body';
COMMENT ON COLUMN coverage.body_name IS 'Its name';
COMMENT ON COLUMN coverage.jurisdiction_code IS 'Place of the body';
COMMENT ON COLUMN coverage.report_year IS 'Year reported on';
COMMENT ON COLUMN coverage.status IS 'published, not_found in the columns that are watched, not_due yet, no_source registered, blocked, or source_failing';
COMMENT ON COLUMN coverage.report_id IS 'Report, where there is one';
COMMENT ON COLUMN coverage.copy_grade IS 'Grade of its best text';
