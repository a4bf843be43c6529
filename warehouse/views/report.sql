-- One row per body and year. Among the current texts of a report the best is: official before repost before
-- compromised, whole before truncated, the newest text, then the key.
CREATE OR REPLACE VIEW report AS
WITH seen AS (
    SELECT document_id, list(DISTINCT body_id) AS bodies FROM capture JOIN source USING (source_id)
    WHERE document_id IS NOT NULL
    GROUP BY document_id
), candidate AS (
    SELECT v.*, d.url, d.source_id,
           CASE WHEN v.site_compromised THEN 'compromised'
                WHEN list_contains(seen.bodies, v.body_id) THEN 'official'
                ELSE 'repost' END AS copy_grade
    FROM version v JOIN document d USING (document_id) JOIN seen USING (document_id)
    WHERE v.doc_kind = 'annual_report' AND v.body_id IS NOT NULL AND v.report_year IS NOT NULL
      AND v.valid_to IS NULL
), best AS (
    SELECT *, count(*) OVER report AS copies
    FROM candidate
    WINDOW report AS (PARTITION BY body_id, report_year)
    QUALIFY row_number() OVER (
        report ORDER BY list_position(['official', 'repost', 'compromised'], copy_grade), truncated,
                        valid_from DESC, version_id) = 1
)
SELECT b.body_id || '-' || b.report_year AS report_id, b.body_id, body.name AS body_name, body.kind AS body_kind,
       body.jurisdiction_code, j.name AS jurisdiction_name, j.level, j.province, j.prefecture, b.report_year,
       b.title, b.issuing_body, b.published_on, b.copy_grade, b.copies, b.truncated, b.url, b.source_id,
       b.document_id, b.version_id, b.capture_id, b.valid_from AS captured_at
FROM best b JOIN body USING (body_id) LEFT JOIN jurisdiction j ON j.jurisdiction_code = body.jurisdiction_code;

COMMENT ON VIEW report IS 'One body''s report of one year, by its best current text';
COMMENT ON COLUMN report.report_id IS 'Key: body and year';
COMMENT ON COLUMN report.body_id IS 'Body that reports';
COMMENT ON COLUMN report.body_name IS 'Its name';
COMMENT ON COLUMN report.body_kind IS 'government, department, township, party_organ or zone';
COMMENT ON COLUMN report.jurisdiction_code IS 'Place of the body';
COMMENT ON COLUMN report.jurisdiction_name IS 'Name of the place';
COMMENT ON COLUMN report.level IS 'province, prefecture, county or township';
COMMENT ON COLUMN report.province IS 'Name of the province';
COMMENT ON COLUMN report.prefecture IS 'Name of the prefecture';
COMMENT ON COLUMN report.report_year IS 'Year reported on';
COMMENT ON COLUMN report.title IS 'Title as printed';
COMMENT ON COLUMN report.issuing_body IS 'Who publishes, as the page says';
COMMENT ON COLUMN report.published_on IS 'Day of publication that the page gives';
COMMENT ON COLUMN report.copy_grade IS 'official: on the body''s own registered site; repost: found elsewhere; compromised: with injected advertising';
COMMENT ON COLUMN report.copies IS 'Current texts of this report, this one included';
COMMENT ON COLUMN report.truncated IS 'Whether the text breaks off';
COMMENT ON COLUMN report.url IS 'Where the text stands';
COMMENT ON COLUMN report.source_id IS 'Source that led to it';
COMMENT ON COLUMN report.document_id IS 'Document';
COMMENT ON COLUMN report.version_id IS 'Version';
COMMENT ON COLUMN report.capture_id IS 'First capture of the text';
COMMENT ON COLUMN report.captured_at IS 'When the text was first seen (UTC)';
