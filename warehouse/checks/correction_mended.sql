-- severity: flag
-- why: the page no longer says what the correction expects: look at it, and take the entry out of corrections.yml
SELECT c.url, c.raw, c.field, c.expect, c.value, v.version_id
FROM correction c JOIN document USING (url) JOIN version v USING (document_id)
WHERE c.state = 'mended' AND v.valid_to IS NULL
