-- en: Which sites do not show their list of reports, since when, and with what answer?
-- zh: 哪些网站的列表页无法采集，从何时开始，网站如何应答？
WITH list_page AS (
    SELECT source_id, outcome, reason, captured_at,
           max(captured_at) FILTER (outcome = 'ok') OVER (PARTITION BY source_id) AS last_ok
    FROM capture WHERE kind = 'listing' AND page_url IS NULL
)
SELECT s.source_id, s.url, arg_max(l.outcome, l.captured_at) AS outcome, arg_max(l.reason, l.captured_at) AS reason,
       min(l.captured_at) AS since, any_value(l.last_ok) AS last_new_list
FROM list_page l JOIN source s USING (source_id)
WHERE s.registered AND (l.last_ok IS NULL OR l.captured_at > l.last_ok)
GROUP BY s.source_id, s.url
ORDER BY since, s.source_id
