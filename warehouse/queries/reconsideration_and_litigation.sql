-- en: Do people turn to reconsideration rather than to the courts, by place and year?
-- zh: 各地各年行政复议与行政诉讼案件之比是多少？
SELECT jurisdiction_code, body_name, report_year, reconsideration_accepted AS accepted,
       reconsideration_concluded AS concluded, response_cases, litigation_cases,
       round(reconsideration_accepted / nullif(coalesce(response_cases, litigation_cases), 0), 2) AS per_lawsuit
FROM indicator_wide
WHERE reconsideration_accepted IS NOT NULL OR reconsideration_concluded IS NOT NULL
ORDER BY jurisdiction_code, body_name, report_year
