-- en: Which pages were collected but could not be read, and why?
-- zh: 哪些网页已采集但未能解析，原因是什么？
SELECT source_id, url, last_captured_at, refused
FROM document WHERE refused IS NOT NULL
ORDER BY source_id, url
