-- en: Which sites do not show their list of reports, since when, and with what answer?
-- zh: 哪些网站的列表页无法采集，从何时开始，网站如何应答？
WITH list_page AS (
    SELECT source_id, outcome, reason, greatest(captured_at, returned_at) AS shown_at,
           max(shown_at) FILTER (outcome = 'ok') OVER (PARTITION BY source_id) AS last_ok
    FROM capture WHERE kind = 'listing' AND page_url IS NULL
)
SELECT s.source_id, s.url, arg_max(l.outcome, l.shown_at) AS outcome, arg_max(l.reason, l.shown_at) AS reason,
       min(l.shown_at) AS since, any_value(l.last_ok) AS last_new_list
FROM list_page l JOIN source s USING (source_id)
WHERE s.registered AND (l.last_ok IS NULL OR l.shown_at > l.last_ok)
GROUP BY s.source_id, s.url
ORDER BY since, s.source_id
