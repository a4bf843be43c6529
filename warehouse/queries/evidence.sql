-- en: Where exactly does each loss rate stand: sentence, page and archive record?
-- zh: 每个行政诉讼败诉率出自哪一页、哪一句、哪条存档？
SELECT r.report_id, v.role, v.value, q.raw,
       substring(t.source_text, greatest(1, q.source_start - 19), q.source_end - q.source_start + 40) AS around,
       r.url, c.warc_path, c.warc_offset, v.quantity_id
FROM indicator_value v JOIN quantity q USING (quantity_id, indicator_code) JOIN report r USING (report_id)
JOIN version t ON t.version_id = r.version_id JOIN capture c ON c.capture_id = r.capture_id
WHERE indicator_code = 'litigation_loss_rate'
ORDER BY r.report_id, q.source_start
