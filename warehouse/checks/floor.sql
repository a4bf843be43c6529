-- severity: stop
-- why: the file holds less than the snapshot it would follow: under 95 % of its reports, or, made anew, under 85 % of a source's
WITH lost AS (
    SELECT e.source_id, e.report_id, r.report_id IS NULL AS lost
    FROM earlier_report e LEFT JOIN report r USING (report_id)
    WHERE e.document_id NOT IN (SELECT document_id FROM tombstone)
)
SELECT '*' AS source_id, count(*) AS had, count(*) FILTER (lost) AS lost, min(report_id) FILTER (lost) AS first_lost
FROM lost
HAVING count(*) FILTER (lost) >= 3 AND count(*) FILTER (lost) > 0.05 * count(*) AND '*' NOT IN (FROM released)
UNION ALL
SELECT source_id, count(*), count(*) FILTER (lost), min(report_id) FILTER (lost)
FROM lost
WHERE getvariable('rebuilt') AND NOT EXISTS (SELECT 1 FROM released WHERE released.source_id IN ('*', lost.source_id))
GROUP BY source_id
HAVING count(*) FILTER (lost) >= 3 AND count(*) FILTER (lost) > 0.15 * count(*)
