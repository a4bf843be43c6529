-- The list that a person judges: its columns are those that `python -m transforms judged` reads back, which makes of the
-- judged rows entries of rules/corrections.yml. Rows come by report, in the order of the text.
CREATE OR REPLACE VIEW review AS
SELECT r.url, q.raw, q.ordinal,
       regexp_extract(substring(v.source_text, 1, q.source_start), '[^。!?！？\n]*$')
       || regexp_extract(substring(v.source_text, q.source_start + 1), '^[^。!?！？\n]*') AS sentence,
       q.value, q.role, q.scope, q.indicator_code AS indicator, array_to_string(q.candidates, ' ') AS candidates,
       q.doubt AS why, '' AS verdict, '' AS right_value, '' AS reason
FROM quantity q JOIN report r USING (version_id) JOIN version v USING (version_id)
WHERE q.doubt IS NOT NULL AND NOT ends_with(q.rule, '/correction')
ORDER BY r.url, q.source_start;

COMMENT ON VIEW review IS 'Numbers that a person should look at: ambiguous, in a sum that fails, or unlikely; judged by filling the last three columns';
COMMENT ON COLUMN review.url IS 'Document';
COMMENT ON COLUMN review.raw IS 'The evidence, as printed';
COMMENT ON COLUMN review.ordinal IS 'How many times these characters were read as a number so far, from 1';
COMMENT ON COLUMN review.sentence IS 'Sentence or line around it';
COMMENT ON COLUMN review.value IS 'Value as it was read';
COMMENT ON COLUMN review.role IS 'Role as it was read';
COMMENT ON COLUMN review.scope IS 'Scope as it was read';
COMMENT ON COLUMN review.indicator IS 'Indicator as it was read';
COMMENT ON COLUMN review.candidates IS 'Other indicators that were considered';
COMMENT ON COLUMN review.why IS 'Why it is on the list';
COMMENT ON COLUMN review.verdict IS 'To be filled: right, the field that is wrong (indicator, value, role, scope), or withdraw';
COMMENT ON COLUMN review.right_value IS 'To be filled: what the field should be; empty for unknown';
COMMENT ON COLUMN review.reason IS 'To be filled: why, in a sentence';
