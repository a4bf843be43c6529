-- severity: hold
-- why: the source shows under 85 % of the reports it had: it moved, was taken over or is broken; look at it before its news is believed
SELECT source_id, count(*) AS had, count(*) FILTER (lost) AS lost
FROM (
    SELECT e.source_id, r.report_id IS NULL OR e.gone_since IS NULL AND r.gone_since IS NOT NULL AS lost
    FROM earlier_report e LEFT JOIN report r USING (report_id)
    WHERE e.document_id NOT IN (SELECT document_id FROM tombstone)
)
GROUP BY source_id
HAVING count(*) FILTER (lost) >= 3 AND count(*) FILTER (lost) > 0.15 * count(*)
