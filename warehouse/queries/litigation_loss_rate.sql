-- en: Where did the government lose most of its court cases?
-- zh: 哪些地方行政诉讼败诉率最高？
SELECT r.jurisdiction_name, r.body_name, r.report_year, v.value AS loss_rate_pct, v.cmp, v.scope, r.url
FROM indicator_value v JOIN report r USING (report_id)
WHERE preferred AND indicator_code = 'litigation_loss_rate' AND role = 'rate'
ORDER BY v.value DESC NULLS LAST, r.jurisdiction_code, r.report_year
