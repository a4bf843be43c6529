-- en: Where exactly does each loss rate stand: sentence, page and archive record?
-- zh: 每个行政诉讼败诉率出自哪一页、哪一句、哪条存档？
SELECT r.report_id, v.role, v.value, q.raw,
       substring(p.text, greatest(1, q.source_start - p.source_start - 19), q.source_end - q.source_start + 40) AS around,
       r.url, c.warc_path, c.warc_offset, v.quantity_id
FROM indicator_value v JOIN quantity q USING (quantity_id, indicator_code) JOIN report r USING (report_id)
JOIN capture c USING (capture_id)
JOIN passage p ON p.version_id = q.version_id AND q.source_start >= p.source_start AND q.source_end <= p.source_end
WHERE indicator_code = 'litigation_loss_rate'
ORDER BY r.report_id, q.source_start
