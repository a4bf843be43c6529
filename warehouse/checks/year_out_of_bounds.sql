-- severity: flag
-- why: reports exist since the outline of 2004, and none is of a year after it was seen
SELECT version_id, report_year, title
FROM version
WHERE doc_kind = 'annual_report' AND NOT report_year BETWEEN 2004 AND year(valid_from AT TIME ZONE 'Asia/Shanghai')
