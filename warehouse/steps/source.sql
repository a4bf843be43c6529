-- The register restates every source; one that it no longer declares stays as long as captures point to it.
DELETE FROM source;
INSERT INTO source BY NAME
SELECT source_id, province, url, dialect, body_id, jurisdiction_code, remark, true AS registered
FROM staged_source
UNION ALL BY NAME
SELECT DISTINCT source_id, false AS registered
FROM (SELECT source_id FROM staged_capture UNION ALL SELECT source_id FROM capture) seen
ANTI JOIN staged_source USING (source_id);
