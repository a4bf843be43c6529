-- en: How many administrative reconsideration cases were accepted and concluded, by place and year?
-- zh: 各地各年受理、办结行政复议案件多少件？
SELECT jurisdiction_code, body_name, report_year, reconsideration_accepted AS accepted,
       reconsideration_concluded AS concluded
FROM indicator_wide
WHERE reconsideration_accepted IS NOT NULL OR reconsideration_concluded IS NOT NULL
ORDER BY ALL
