-- The one definition of a failing source, which the report of a run, `coverage` and the question `sources_failing` share.
-- The crawl decides it, since only the register says which lists a source has: it fails while one of them does not come,
-- or comes without the reports that it had, or while the site asks to be left alone.
CREATE OR REPLACE VIEW failing_source AS
SELECT source_id, province, body_id, failing_since AS since, failing_url AS url, failing_outcome AS outcome,
       failing_reason AS reason,
       CASE WHEN failing_outcome IN ('blocked_challenge', 'blocked_waf', 'robots_denied', 'rate_limited')
            THEN 'blocked' ELSE 'source_failing' END AS status
FROM source
WHERE registered AND failing_since IS NOT NULL;

COMMENT ON VIEW failing_source IS 'Sources of the register that do not show their reports, and since when';
COMMENT ON COLUMN failing_source.source_id IS 'Source';
COMMENT ON COLUMN failing_source.province IS 'Folder of the register';
COMMENT ON COLUMN failing_source.body_id IS 'Body whose site this is';
COMMENT ON COLUMN failing_source.since IS 'When it began to fail (UTC)';
COMMENT ON COLUMN failing_source.url IS 'List, or blocked page, at which it fails';
COMMENT ON COLUMN failing_source.outcome IS 'What came instead; null where a list came without the reports it had';
COMMENT ON COLUMN failing_source.reason IS 'More on that';
COMMENT ON COLUMN failing_source.status IS 'blocked: the site refuses a program; source_failing: anything else';
