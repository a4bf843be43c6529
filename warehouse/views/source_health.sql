CREATE OR REPLACE VIEW source_health AS
SELECT s.source_id, s.province, s.dialect, s.jurisdiction_code, s.registered, count(c.capture_id) AS captures,
       count(*) FILTER (c.outcome IN ('ok', 'not_modified')) AS ok,
       count(*) FILTER (c.outcome IN ('blocked_challenge', 'blocked_waf', 'robots_denied', 'rate_limited')) AS blocked,
       count(*) FILTER (c.outcome IN ('unreachable', 'tls_error', 'redirect_loop', 'error')) AS failing,
       count(*) FILTER (c.refused IS NOT NULL) AS refused_texts,
       count(DISTINCT c.document_id) AS documents,
       histogram(c.outcome) FILTER (c.outcome IS NOT NULL) AS outcomes,
       max(c.captured_at) AS last_captured_at
FROM source s LEFT JOIN capture c USING (source_id)
GROUP BY ALL;

COMMENT ON VIEW source_health IS 'How each source has answered; captures count distinct payloads and outcomes';
COMMENT ON COLUMN source_health.source_id IS 'Source';
COMMENT ON COLUMN source_health.province IS 'Folder of the register';
COMMENT ON COLUMN source_health.dialect IS 'CMS family';
COMMENT ON COLUMN source_health.jurisdiction_code IS 'Place of its body';
COMMENT ON COLUMN source_health.registered IS 'Whether the register still declares it';
COMMENT ON COLUMN source_health.captures IS 'Captures of any outcome';
COMMENT ON COLUMN source_health.ok IS 'Captures with content';
COMMENT ON COLUMN source_health.blocked IS 'Captures that a challenge page, a firewall, robots.txt or a rate limit kept back';
COMMENT ON COLUMN source_health.failing IS 'Captures that failed on the way';
COMMENT ON COLUMN source_health.refused_texts IS 'Captures that the transforms refused';
COMMENT ON COLUMN source_health.documents IS 'Distinct documents';
COMMENT ON COLUMN source_health.outcomes IS 'Captures by outcome';
COMMENT ON COLUMN source_health.last_captured_at IS 'Newest capture (UTC)';
