DELETE FROM document;
-- A page that returned to what it had shown before is again what that was.
INSERT INTO document BY NAME
SELECT document_id, arg_min(c.source_id, (captured_at, c.capture_id)) AS source_id, any_value(url) AS url,
       arg_min(kind, (captured_at, c.capture_id)) AS kind,
       arg_max_null(v.doc_kind, (greatest(captured_at, returned_at), c.capture_id)) AS doc_kind,
       count(*) AS captures, min(captured_at) AS first_captured_at, max(captured_at) AS last_captured_at,
       arg_max_null(c.refused, (greatest(captured_at, returned_at), c.capture_id)) AS refused,
       any_value(gone.since) AS gone_since
FROM capture c LEFT JOIN (SELECT version_id, doc_kind FROM version) v USING (version_id)
LEFT JOIN (
    SELECT url, max(moment) AS since FROM (
        SELECT url, outcome, greatest(captured_at, returned_at) AS moment FROM capture
        WHERE outcome IN ('ok', 'attachment_only', 'gone', 'soft_404') AND kind <> 'listing'
    )
    GROUP BY url HAVING arg_max(outcome, moment) IN ('gone', 'soft_404')
) gone USING (url)
WHERE document_id IS NOT NULL
GROUP BY document_id;
