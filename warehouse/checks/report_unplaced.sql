-- severity: flag
-- why: an annual report whose body or year is unknown stays out of the view report
SELECT version_id, title, reporting_body, jurisdiction_code, report_year
FROM version
WHERE doc_kind = 'annual_report' AND valid_to IS NULL AND (body_id IS NULL OR report_year IS NULL)
