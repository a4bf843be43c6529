INSERT INTO capture BY NAME
SELECT staged_capture.* FROM staged_capture ANTI JOIN capture USING (capture_id)
WHERE source_id NOT IN (SELECT source_id FROM held);

-- A torn archive file is copied record by record into a new one, so a record may move; and a page may return.
UPDATE capture
SET warc_path = staged.warc_path, warc_offset = staged.warc_offset, returned_at = staged.returned_at
FROM staged_capture staged
WHERE staged.capture_id = capture.capture_id
  AND (staged.warc_path, staged.warc_offset, staged.returned_at)
      IS DISTINCT FROM (capture.warc_path, capture.warc_offset, capture.returned_at);

UPDATE capture
SET batch = parsed.batch, document_id = parsed.document_id, version_id = parsed.version_id,
    site_compromised = parsed.site_compromised, refused = parsed.refused
FROM (
    SELECT c.capture_id, c.batch, c.document_id, c.version_id, c.site_compromised,
           coalesce(c.refused, s.refused, e.refused) AS refused
    FROM staged_clean c
    LEFT JOIN staged_split s USING (capture_id)
    LEFT JOIN staged_extract e USING (capture_id)
) parsed
WHERE parsed.capture_id = capture.capture_id;
