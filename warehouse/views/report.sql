-- One row per body and year: its best current text, which is nobody's copy (steps/text_copy.sql).
CREATE OR REPLACE VIEW report AS
SELECT v.body_id || '-' || v.report_year AS report_id, v.body_id, body.name AS body_name, body.kind AS body_kind,
       body.jurisdiction_code, j.name AS jurisdiction_name, j.level, j.province, j.prefecture, v.report_year,
       v.title, v.issuing_body, v.published_on, v.published_kind, v.copy_grade,
       1 + (SELECT count(*) FROM text_copy WHERE copy_of = v.version_id) AS copies, v.truncated, d.url, d.source_id,
       v.document_id, v.version_id, v.capture_id, v.valid_from AS captured_at, d.gone_since
FROM version v ANTI JOIN text_copy USING (version_id) JOIN document d USING (document_id)
JOIN body USING (body_id) LEFT JOIN jurisdiction j ON j.jurisdiction_code = body.jurisdiction_code
WHERE v.doc_kind = 'annual_report' AND v.report_year IS NOT NULL AND v.valid_to IS NULL;

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
COMMENT ON COLUMN report.published_kind IS 'published as the page says; else the day it was listed, written or signed';
COMMENT ON COLUMN report.copy_grade IS 'official: on the body''s own registered site; repost: found elsewhere; compromised: with injected advertising';
COMMENT ON COLUMN report.copies IS 'Current texts of this report, this one included';
COMMENT ON COLUMN report.truncated IS 'Whether the text breaks off';
COMMENT ON COLUMN report.url IS 'Where the text stands';
COMMENT ON COLUMN report.source_id IS 'Source that led to it';
COMMENT ON COLUMN report.document_id IS 'Document';
COMMENT ON COLUMN report.version_id IS 'Version';
COMMENT ON COLUMN report.capture_id IS 'First capture of the text';
COMMENT ON COLUMN report.captured_at IS 'When the text was first seen (UTC)';
COMMENT ON COLUMN report.gone_since IS 'When the site was seen to have removed the page (UTC); null while it stands';
