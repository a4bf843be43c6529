-- en: What do the reports say of a handful of headline indicators, by place and year?
-- zh: 各地各年的主要指标数值是多少？
SELECT body_name AS body, report_year AS year, reconsideration_accepted, reconsideration_concluded,
       litigation_loss_rate, leader_court_rate, normdocs_issued, mediation_cases, legal_aid_cases
FROM indicator_wide
ORDER BY jurisdiction_code, body_name, report_year
