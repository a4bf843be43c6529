-- Each text comes in by its first capture, in whatever order the batches arrive: one that is already there
-- from a later capture is replaced.
CREATE OR REPLACE TEMP TABLE arriving AS
SELECT * FROM staged_clean SEMI JOIN capture USING (capture_id)
WHERE version_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY version_id ORDER BY captured_at, capture_id) = 1;

CREATE OR REPLACE TEMP TABLE replaced AS
SELECT version_id FROM version JOIN arriving USING (version_id)
WHERE (arriving.captured_at, arriving.capture_id) < (version.valid_from, version.capture_id);

DELETE FROM version WHERE version_id IN (SELECT version_id FROM replaced);
DELETE FROM line WHERE version_id IN (SELECT version_id FROM replaced);
DELETE FROM section WHERE version_id IN (SELECT version_id FROM replaced);
DELETE FROM quantity WHERE version_id IN (SELECT version_id FROM replaced);
DELETE FROM check_result WHERE version_id IN (SELECT version_id FROM replaced);
DELETE FROM arriving WHERE version_id IN (SELECT version_id FROM version);

INSERT INTO version BY NAME
SELECT version_id, document_id, capture_id, body_id, jurisdiction_code, report_year, doc_kind, title,
       TRY_CAST(publish_date AS DATE) AS published_on, publish_date_kind AS published_kind, index_number, document_number, issuing_body,
       reporting_body, body_kind, site_compromised, truncated, CAST(fields AS JSON) AS fields, source_text,
       flags, text_hash, minhash, captured_at AS valid_from, false AS placed_by_register, getvariable('rules_version') AS rules_version
FROM arriving;

INSERT INTO line BY NAME
SELECT version_id, unnest(lines, max_depth := 2) FROM arriving;

-- A place that the table of divisions does not hold has no code in a text found elsewhere; the register may
-- declare it. A name that the table holds stays without one: it was left open because several places bear it.
UPDATE version SET body_id = NULL, jurisdiction_code = NULL, placed_by_register = false WHERE placed_by_register;
UPDATE version
SET body_id = declared.body_id, jurisdiction_code = declared.jurisdiction_code, placed_by_register = true
FROM (
    SELECT body_name, body_kind, any_value(body_id) AS body_id, any_value(jurisdiction_code) AS jurisdiction_code
    FROM staged_source ANTI JOIN divisions ON ends_with(staged_source.jurisdiction_name, divisions.name)
    GROUP BY body_name, body_kind
    HAVING count(DISTINCT body_id) = 1
) declared
WHERE version.body_id IS NULL AND version.jurisdiction_code IS NULL
  AND (version.reporting_body, version.body_kind) = (declared.body_name, declared.body_kind);

-- When each text was last seen to be the one that is shown; correction.sql asks it, too.
CREATE OR REPLACE TEMP TABLE shown AS
SELECT version_id, max(greatest(captured_at, returned_at)) AS moment FROM capture GROUP BY version_id;

-- Only a text of the same body and year takes a text's place: a URL that is overwritten every year holds
-- several reports. Where body and year are unknown, the texts of one URL count as one report. A text that came back
-- is current again.
UPDATE version SET valid_to = superseded.moment
FROM (
    SELECT version_id, lead(shown.moment) OVER (
        PARTITION BY document_id, body_id, report_year ORDER BY shown.moment, version.capture_id
    ) AS moment
    FROM version JOIN shown USING (version_id)
) superseded
WHERE superseded.version_id = version.version_id AND superseded.moment IS DISTINCT FROM version.valid_to;
