-- The register restates every source. One that it no longer declares stays as the last snapshot knew it: a file
-- that is moved or broken for a night must not turn official reports into reposts.
CREATE OR REPLACE TEMP TABLE known_source AS SELECT * FROM earlier_source;
DELETE FROM source;
INSERT INTO source BY NAME
SELECT source_id, province, url, dialect, body_id, jurisdiction_code, remark, true AS registered,
       failing_since, failing_url, failing_outcome, failing_reason
FROM staged_source
UNION ALL BY NAME
SELECT known_source.* REPLACE (false AS registered) FROM known_source ANTI JOIN staged_source USING (source_id)
UNION ALL BY NAME
SELECT DISTINCT source_id, false AS registered
FROM (SELECT source_id FROM staged_capture UNION ALL SELECT source_id FROM capture) seen
ANTI JOIN staged_source USING (source_id) ANTI JOIN known_source USING (source_id);
