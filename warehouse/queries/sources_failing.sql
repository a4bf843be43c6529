-- en: Which sites do not show their list of reports, since when, and with what answer?
-- zh: 哪些网站的列表页无法采集，从何时开始，网站如何应答？
SELECT f.source_id, f.url, f.outcome, f.reason, f.since, max(coalesce(c.returned_at, c.captured_at)) AS last_new_list
FROM failing_source f
LEFT JOIN capture c ON c.source_id = f.source_id AND c.kind = 'listing' AND c.page_url IS NULL AND c.outcome = 'ok'
GROUP BY ALL
ORDER BY f.since, f.source_id
