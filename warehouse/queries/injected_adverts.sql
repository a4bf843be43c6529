-- en: Which government pages carry injected advertising, and what does it say?
-- zh: 哪些政府网页被植入了广告，内容是什么？
SELECT source_id, url, kind, line, rule, text, captured_at
FROM incident
ORDER BY source_id, url, line, source_start
