-- severity: stop
-- why: the span of a number must be its characters, and the span of a line must lie in the text
WITH arrived AS (SELECT version_id, source_text FROM version ANTI JOIN earlier_version USING (version_id))
SELECT 'quantity' AS what, quantity_id AS key, version_id, raw,
       substring(source_text, source_start + 1, source_end - source_start) AS span
FROM quantity JOIN arrived USING (version_id)
WHERE substring(source_text, source_start + 1, source_end - source_start) <> raw
UNION ALL
SELECT 'section', section_id, version_id, marker,
       substring(source_text, source_start + 1, length(marker))
FROM section JOIN arrived USING (version_id)
WHERE NOT source_start BETWEEN 0 AND source_end OR source_end > length(source_text)
   OR substring(source_text, source_start + 1, length(marker)) <> marker
UNION ALL
SELECT 'line', version_id || ' ' || n, version_id, NULL, NULL
FROM line JOIN arrived USING (version_id)
WHERE NOT source_start BETWEEN 0 AND source_end OR source_end > length(source_text)
