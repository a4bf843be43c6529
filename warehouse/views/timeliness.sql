-- The report of a year is published before 1 April of the next one (厅字〔2019〕28号, article 24, in force on
-- 2019-04-15: the first report it binds is that of 2019). It names local governments and the departments of
-- governments from the county up. The verdict is about what is seen here, and about no duty: a report can have stood
-- in another place before, and what is secret need not be published at all.
-- Two things prove that a text was public on a day: the page's own date of publication, and a capture of it here.
-- The day of a list, of writing or of signing is no day of publication. Whatever stood anywhere before the date
-- is in time; late needs the page of the body's own site to say so.
CREATE OR REPLACE VIEW timeliness AS
WITH text AS (
    SELECT v.body_id, v.report_year, v.copy_grade, CAST(v.valid_from AT TIME ZONE 'Asia/Shanghai' AS DATE) AS seen_on,
           if(v.published_kind = 'published', v.published_on, NULL) AS stated_on,
           stated_on IS NULL OR year(stated_on) >= v.report_year AND stated_on <= seen_on AS possible
    FROM version v
    WHERE v.doc_kind = 'annual_report' AND v.body_id IS NOT NULL AND v.report_year IS NOT NULL
), first AS (
    SELECT body_id, report_year, min(seen_on) AS seen_on, min(stated_on) FILTER (possible) AS stated_on,
           bool_or(possible AND stated_on IS NOT NULL AND copy_grade = 'official') AS own_site,
           bool_or(NOT possible) AS impossible
    FROM text GROUP BY ALL
), judged AS (
    SELECT r.*, make_date(r.report_year + 1, 4, 1) AS due_before, f.seen_on, f.stated_on,
           CASE WHEN r.report_year < 2019 THEN 'before_the_rule'
                WHEN NOT coalesce(r.body_kind = 'government'
                     OR r.body_kind = 'department' AND r.level IN ('province', 'prefecture', 'county')
                     OR r.body_kind = 'township' AND r.body_name LIKE '%政府', false) THEN 'body_not_named'
                WHEN f.stated_on < due_before THEN 'stated'
                WHEN f.seen_on < due_before THEN 'seen'
                WHEN f.stated_on IS NOT NULL AND f.own_site THEN 'stated'
                WHEN f.stated_on IS NOT NULL THEN 'only_reposted'
                WHEN f.impossible THEN 'impossible_date'
                WHEN r.published_on IS NULL THEN 'no_date'
                ELSE 'date_not_of_publication' END AS reason
    FROM report r JOIN first f USING (body_id, report_year)
)
SELECT report_id, body_id, body_name, body_kind, jurisdiction_code, province, level, report_year, due_before,
       published_on, published_kind, stated_on, seen_on,
       CASE WHEN reason NOT IN ('stated', 'seen') THEN 'no_verdict'
            WHEN least(stated_on, seen_on) < due_before THEN 'in_time'
            ELSE 'late' END AS verdict,
       reason, if(reason = 'stated', date_diff('day', due_before, stated_on) + 1, NULL) AS days_late
FROM judged;

COMMENT ON VIEW timeliness IS 'Whether each report is seen to have been public before 1 April of the next year (厅字〔2019〕28号, article 24); never a verdict on the body';
COMMENT ON COLUMN timeliness.report_id IS 'Report';
COMMENT ON COLUMN timeliness.body_id IS 'Body that reports';
COMMENT ON COLUMN timeliness.body_name IS 'Its name';
COMMENT ON COLUMN timeliness.body_kind IS 'government, department, township, party_organ or zone';
COMMENT ON COLUMN timeliness.jurisdiction_code IS 'Place of the body';
COMMENT ON COLUMN timeliness.province IS 'Name of the province';
COMMENT ON COLUMN timeliness.level IS 'province, prefecture, county or township';
COMMENT ON COLUMN timeliness.report_year IS 'Year reported on';
COMMENT ON COLUMN timeliness.due_before IS '1 April of the next year, before which the rule wants a report published';
COMMENT ON COLUMN timeliness.published_on IS 'Day that the page of the report''s best text gives, whatever its kind';
COMMENT ON COLUMN timeliness.published_kind IS 'Kind of that day: published as the page calls it; else the day it was listed, written or signed';
COMMENT ON COLUMN timeliness.stated_on IS 'First day of publication that a page of this report states; days before the report year or after the capture do not count';
COMMENT ON COLUMN timeliness.seen_on IS 'Day of the first capture of a text of this report, in Beijing time';
COMMENT ON COLUMN timeliness.verdict IS 'in_time, late (as the page on the body''s own site dates itself), or no_verdict';
COMMENT ON COLUMN timeliness.reason IS 'stated (by a page) or seen (captured before the date); without a verdict: before_the_rule (report years before 2019), body_not_named by the rule, only_reposted, impossible_date, no_date, or date_not_of_publication';
COMMENT ON COLUMN timeliness.days_late IS 'Days from the last day in time to the stated one, negative when early; null where no day is stated or nothing is judged';
