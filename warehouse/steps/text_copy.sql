-- One text in several places is one report: the best of its texts, graded official before repost before compromised,
-- whole before truncated, the newest, then the key. Every other text is a copy of it, with the reason:
--   same_text           character for character, where the year does not contradict
--   near_text           at least 0.85 of their shingles in common, where body and year do not contradict
--   same_body_and_year  another text of the same body's report
-- A body's own report on its own site is nobody's copy, even if two townships publish one text.
UPDATE version SET copy_grade = graded.copy_grade
FROM (
    SELECT version_id, CASE WHEN site_compromised THEN 'compromised'
                            WHEN list_contains(seen.bodies, body_id) THEN 'official'
                            ELSE 'repost' END AS copy_grade
    FROM version JOIN (
        SELECT document_id, list(DISTINCT source.body_id) AS bodies FROM capture JOIN source USING (source_id)
        WHERE document_id IS NOT NULL
        GROUP BY document_id
    ) seen USING (document_id)
) graded
WHERE graded.version_id = version.version_id AND graded.copy_grade IS DISTINCT FROM version.copy_grade;

CREATE OR REPLACE TEMP TABLE graded AS
SELECT version_id, body_id, report_year, text_hash, minhash, copy_grade,
       doc_kind = 'annual_report' AND body_id IS NOT NULL AND report_year IS NOT NULL AS placed,
       row_number() OVER (
           ORDER BY list_position(['official', 'repost', 'compromised'], copy_grade), truncated,
                    valid_from DESC, version_id) AS rank
FROM version
WHERE valid_to IS NULL;

CREATE OR REPLACE TEMP TABLE alike AS
WITH band AS (
    SELECT version_id, number, hash(list_slice(minhash, 4 * number + 1, 4 * number + 4)) AS part
    FROM graded, range(32) AS band(number)
), pair AS (
    SELECT DISTINCT a.version_id AS one, b.version_id AS other
    FROM band a JOIN band b USING (number, part)
    WHERE a.version_id <> b.version_id
)
SELECT one, other, len(list_filter(list_zip(a.minhash, b.minhash), lambda pair: pair[1] = pair[2])) / 128 AS likeness
FROM pair JOIN graded a ON a.version_id = one JOIN graded b ON b.version_id = other;

DELETE FROM text_copy;
INSERT INTO text_copy BY NAME
WITH RECURSIVE link AS (
    SELECT v.version_id, u.version_id AS copy_of, u.rank,
           CASE WHEN v.text_hash = u.text_hash THEN 'same_text'
                WHEN a.likeness >= 0.85 THEN 'near_text'
                ELSE 'same_body_and_year' END AS reason, a.likeness
    FROM graded v JOIN graded u ON u.placed AND u.rank < v.rank
    LEFT JOIN alike a ON a.one = v.version_id AND a.other = u.version_id
    WHERE (v.placed AND (v.body_id, v.report_year) = (u.body_id, u.report_year))
       OR (NOT (v.placed AND v.copy_grade = 'official') AND coalesce(v.report_year, u.report_year) = u.report_year
           AND (v.text_hash = u.text_hash
                OR (a.likeness >= 0.85 AND coalesce(v.body_id, u.body_id) = u.body_id)))
), best AS (
    SELECT * FROM link QUALIFY row_number() OVER (PARTITION BY version_id ORDER BY rank) = 1
), root AS (
    SELECT version_id, copy_of, reason, likeness FROM best
    UNION ALL
    SELECT root.version_id, best.copy_of, root.reason, root.likeness
    FROM root JOIN best ON best.version_id = root.copy_of
)
SELECT version_id, copy_of, reason, round(likeness, 2) AS likeness FROM root
ANTI JOIN best ON best.version_id = root.copy_of;
