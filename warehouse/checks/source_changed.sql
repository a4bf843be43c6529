-- severity: hold
-- why: over half of the source's reports have another text than in the last snapshot: a new template, or a site that was taken over
SELECT e.source_id, count(*) AS had, count(*) FILTER (r.version_id <> e.version_id) AS changed
FROM earlier_report e JOIN report r ON r.report_id = e.report_id AND r.source_id = e.source_id
GROUP BY e.source_id
HAVING changed >= 3 AND changed > 0.5 * had
