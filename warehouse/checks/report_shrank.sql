-- severity: hold
-- why: a report that was overwritten at its address gives under half of the numbers it gave: a broken page rather than news
SELECT e.source_id, e.report_id, e.quantities AS had, count(q.quantity_id) AS has
FROM earlier_report e
JOIN report r ON r.report_id = e.report_id AND r.document_id = e.document_id AND r.version_id <> e.version_id
LEFT JOIN quantity q ON q.version_id = r.version_id
GROUP BY ALL
HAVING had >= 10 AND has < 0.5 * had
