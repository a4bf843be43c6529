-- en: Where reconsideration corrects more, does the government lose less in court?
-- zh: 行政复议维持率、纠错率与行政诉讼败诉率有什么关系？
SELECT r.province, w.body_name, w.report_year, w.reconsideration_concluded AS concluded,
       round(100 * w.reconsideration_upheld / w.reconsideration_concluded, 1) AS upheld_pct,
       round(100 * w.reconsideration_corrected / w.reconsideration_concluded, 1) AS corrected_pct,
       w.litigation_loss_rate AS loss_rate_pct
FROM indicator_wide w JOIN report r USING (report_id)
WHERE w.reconsideration_concluded > 0 AND coalesce(w.reconsideration_upheld, w.reconsideration_corrected) IS NOT NULL
ORDER BY r.jurisdiction_code, w.body_name, w.report_year
