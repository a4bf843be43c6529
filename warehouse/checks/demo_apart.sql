-- severity: stop
-- why: invented reports of the replica (loopback, codes 99xxxx) never share a warehouse with real ones; the demo lives in a folder named demo
SELECT 'loopback page outside the demo' AS what, capture_id AS key, url
FROM capture
WHERE NOT getvariable('demo') AND regexp_matches(url, '^https?://(127\.|localhost[:/]|\[::1\])')
UNION ALL
SELECT 'fictitious code outside the demo', version_id, url
FROM version JOIN document USING (document_id)
WHERE NOT getvariable('demo') AND starts_with(jurisdiction_code, '99')
UNION ALL
SELECT 'real page in the demo', capture_id, url
FROM capture
WHERE getvariable('demo') AND NOT regexp_matches(url, '^(https?://(127\.|localhost[:/]|\[::1\])|inbox:)')
UNION ALL
SELECT 'real code in the demo', version_id, url
FROM version JOIN document USING (document_id)
WHERE getvariable('demo') AND NOT starts_with(jurisdiction_code, '99')
