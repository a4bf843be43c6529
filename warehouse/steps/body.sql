-- A body that the register declares has the register's name; any other the one most of its texts use.
DELETE FROM body;
INSERT INTO body BY NAME
WITH named AS (
    SELECT body_id, jurisdiction_code, body_kind AS kind, body_name AS name, true AS registered
    FROM staged_source
    WHERE body_id IS NOT NULL
    UNION ALL
    SELECT body_id, jurisdiction_code, body_kind, reporting_body, false FROM version WHERE body_id IS NOT NULL
), counted AS (
    SELECT body_id, jurisdiction_code, kind, name, registered, count(*) AS uses FROM named GROUP BY ALL
)
SELECT body_id, jurisdiction_code, kind, name, bool_or(registered) OVER (PARTITION BY body_id) AS registered
FROM counted
QUALIFY row_number() OVER (PARTITION BY body_id ORDER BY registered DESC, name IS NULL, uses DESC, name) = 1;
