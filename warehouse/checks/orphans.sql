-- severity: stop
-- why: a row that points to nothing cannot be traced to its text and its capture
SELECT 'capture without source' AS what, capture_id AS key FROM capture ANTI JOIN source USING (source_id)
UNION ALL
SELECT 'document without source', document_id FROM document ANTI JOIN source USING (source_id)
UNION ALL
SELECT 'version without document', version_id FROM version ANTI JOIN document USING (document_id)
UNION ALL
SELECT 'version without capture', version_id FROM version ANTI JOIN capture USING (capture_id)
UNION ALL
SELECT 'version without body', version_id FROM version ANTI JOIN body USING (body_id) WHERE body_id IS NOT NULL
UNION ALL
SELECT 'body without jurisdiction', body_id FROM body ANTI JOIN jurisdiction USING (jurisdiction_code)
UNION ALL
SELECT 'capture without version', capture_id FROM capture ANTI JOIN version USING (version_id)
WHERE version_id IS NOT NULL
UNION ALL
SELECT 'copy without version', c.version_id
FROM text_copy c ANTI JOIN version v ON v.version_id = c.version_id
UNION ALL
SELECT 'copy without report', c.version_id FROM text_copy c ANTI JOIN version v ON v.version_id = c.copy_of
UNION ALL
SELECT 'line without version', version_id || ' ' || n FROM line ANTI JOIN version USING (version_id)
UNION ALL
SELECT 'section without version', section_id FROM section ANTI JOIN version USING (version_id)
UNION ALL
SELECT 'quantity without version', quantity_id FROM quantity ANTI JOIN version USING (version_id)
UNION ALL
SELECT 'quantity without section', quantity_id
FROM quantity q ANTI JOIN section s ON s.version_id = q.version_id AND s.path = q.section_path
WHERE q.section_path <> '0'
UNION ALL
SELECT 'quantity without indicator', quantity_id FROM quantity ANTI JOIN indicator USING (indicator_code)
WHERE indicator_code IS NOT NULL
UNION ALL
SELECT 'check without version', version_id FROM check_result ANTI JOIN version USING (version_id)
WHERE version_id IS NOT NULL
