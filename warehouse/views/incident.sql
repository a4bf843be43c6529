CREATE OR REPLACE VIEW incident AS
SELECT 'ad_line' AS kind, v.version_id, d.url, d.source_id, v.jurisdiction_code, v.report_year, l.n AS line, l.rule,
       l.source_start, l.source_end,
       substring(v.source_text, l.source_start + 1, l.source_end - l.source_start) AS text, v.valid_from AS captured_at
FROM line l JOIN version v USING (version_id) JOIN document d USING (document_id)
WHERE l.label = 'ad'
UNION ALL
SELECT 'cut', v.version_id, d.url, d.source_id, v.jurisdiction_code, v.report_year, l.n, l.cut.rule,
       l.source_start + l.cut.start, l.source_start + l.cut.end,
       substring(v.source_text, l.source_start + l.cut.start + 1, l.cut.end - l.cut.start), v.valid_from
FROM (SELECT version_id, n, source_start, unnest(cuts) AS cut FROM line) l
JOIN version v USING (version_id) JOIN document d USING (document_id)
UNION ALL
SELECT unnest(v.flags), v.version_id, d.url, d.source_id, v.jurisdiction_code, v.report_year, NULL, NULL, NULL, NULL,
       NULL, v.valid_from
FROM version v JOIN document d USING (document_id)
UNION ALL
SELECT 'page', v.version_id, d.url, d.source_id, v.jurisdiction_code, v.report_year, NULL, NULL, NULL, NULL, NULL,
       v.valid_from
FROM version v JOIN document d USING (document_id)
ANTI JOIN (SELECT version_id FROM line WHERE label = 'ad' OR len(cuts) > 0) shown USING (version_id)
WHERE v.site_compromised
UNION ALL
SELECT 'later_ad', c.version_id, c.url, c.source_id, v.jurisdiction_code, v.report_year, NULL, NULL, NULL, NULL, NULL,
       c.captured_at
FROM capture c JOIN version v USING (version_id)
WHERE c.site_compromised AND NOT v.site_compromised
UNION ALL
SELECT 'mirror', NULL, c.url, c.source_id, s.jurisdiction_code, NULL, NULL, NULL, NULL, NULL, c.reason, c.captured_at
FROM capture c JOIN source s USING (source_id)
WHERE c.outcome = 'mirror_suspect';

COMMENT ON VIEW incident IS 'Injected text with its place, and sites that look like a copy of another; it does not say who did it';
COMMENT ON COLUMN incident.kind IS 'ad_line, cut, page (injected outside the text), later_ad (in a later capture of the same report), mirror, or a flag of the version';
COMMENT ON COLUMN incident.version_id IS 'Version that carries the text';
COMMENT ON COLUMN incident.url IS 'Where it stands';
COMMENT ON COLUMN incident.source_id IS 'Source that led there';
COMMENT ON COLUMN incident.jurisdiction_code IS 'Place of the report, or of the source of a mirror';
COMMENT ON COLUMN incident.report_year IS 'Year of the report';
COMMENT ON COLUMN incident.line IS 'Line number';
COMMENT ON COLUMN incident.rule IS 'Rule that found it';
COMMENT ON COLUMN incident.source_start IS 'Offset of its first character in the source text';
COMMENT ON COLUMN incident.source_end IS 'Offset behind its last character';
COMMENT ON COLUMN incident.text IS 'The foreign text, or why a mirror is suspected';
COMMENT ON COLUMN incident.captured_at IS 'First capture (UTC)';
