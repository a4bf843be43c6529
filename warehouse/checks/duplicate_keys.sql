-- severity: stop
-- why: a key that occurs twice makes every join on it count double
SELECT 'jurisdiction' AS what, jurisdiction_code AS key, count(*) AS times FROM jurisdiction GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'body', body_id, count(*) FROM body GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'source', source_id, count(*) FROM source GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'capture', capture_id, count(*) FROM capture GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'document', document_id, count(*) FROM document GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'version', version_id, count(*) FROM version GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'text_copy', version_id, count(*) FROM text_copy GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'line', version_id || ' ' || n, count(*) FROM line GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'section', section_id, count(*) FROM section GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'quantity', quantity_id, count(*) FROM quantity GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'indicator', indicator_code, count(*) FROM indicator GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'correction', url || ' ' || field, count(*) FROM correction GROUP BY url, field, raw, ordinal HAVING count(*) > 1
UNION ALL
SELECT 'hold', source_id || ' ' || check_name, count(*) FROM hold GROUP BY source_id, check_name HAVING count(*) > 1
UNION ALL
SELECT 'tombstone', document_id, count(*) FROM tombstone GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'run', run_id, count(*) FROM run GROUP BY ALL HAVING count(*) > 1
UNION ALL
SELECT 'check_result', CAST(to_json(check_result) AS VARCHAR), count(*) FROM check_result GROUP BY ALL HAVING count(*) > 1
