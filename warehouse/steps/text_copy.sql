-- One text in several places is one report: the best of its texts, graded official before repost before compromised,
-- whole before truncated, the newest, then the key. Every other text is a copy of it, with the reason:
--   same_text           character for character, where the year does not contradict
--   near_text           at least 0.85 of their shingles in common, where body and year do not contradict
--   same_body_and_year  another text of the same body's report
-- A body's own report on its own site is nobody's copy, even if two townships publish one text; a text of less than
-- 500 characters (a notice that points to its attachment) is the copy of no other body's.
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
SELECT version_id, body_id, report_year, text_hash, minhash, length(source_text) >= 500 AS long,
       doc_kind = 'annual_report' AND body_id IS NOT NULL AND report_year IS NOT NULL AS placed,
       placed AND copy_grade = 'official' AS own,
       row_number() OVER (
           ORDER BY list_position(['official', 'repost', 'compromised'], copy_grade), truncated,
                    valid_from DESC, version_id) AS rank
FROM version
WHERE valid_to IS NULL;

CREATE OR REPLACE TEMP TABLE alike AS
WITH band AS (
    SELECT version_id, number, hash(list_slice(minhash, 4 * number + 1, 4 * number + 4)) AS part
    FROM graded, range(32) AS band(number)
    WHERE long
), pair AS (
    SELECT DISTINCT a.version_id AS one, b.version_id AS other
    FROM band a JOIN band b USING (number, part)
    WHERE a.version_id < b.version_id
)
SELECT one, other, len(list_filter(list_zip(a.minhash, b.minhash), lambda pair: pair[1] = pair[2])) / 128 AS likeness
FROM pair JOIN graded a ON a.version_id = one JOIN graded b ON b.version_id = other;

-- Each way of being a copy is a join on equal keys, and of many equal texts only the best is joined: the time grows
-- with the number of texts and not with its square.
DELETE FROM text_copy;
INSERT INTO text_copy BY NAME
WITH RECURSIVE of_body AS (
    SELECT body_id, report_year, arg_min(version_id, rank) AS copy_of, min(rank) AS best
    FROM graded WHERE placed GROUP BY ALL
), of_text AS (
    SELECT text_hash, report_year, arg_min(version_id, rank) AS copy_of, min(rank) AS best
    FROM graded WHERE placed AND long GROUP BY ALL
), link AS (
    SELECT v.version_id, of_body.copy_of, best, 3 AS weight FROM graded v JOIN of_body USING (body_id, report_year)
    WHERE v.placed AND best < v.rank
    UNION ALL
    SELECT v.version_id, of_text.copy_of, best, 1 FROM graded v JOIN of_text USING (text_hash)
    WHERE NOT v.own AND best < v.rank AND coalesce(v.report_year, of_text.report_year) = of_text.report_year
    UNION ALL
    SELECT v.version_id, u.version_id, u.rank, 2
    FROM (SELECT one, other, likeness FROM alike UNION ALL SELECT other, one, likeness FROM alike) a
    JOIN graded v ON v.version_id = a.one JOIN graded u ON u.version_id = a.other
    WHERE a.likeness >= 0.85 AND u.placed AND u.rank < v.rank AND NOT v.own
      AND coalesce(v.body_id, u.body_id) = u.body_id AND coalesce(v.report_year, u.report_year) = u.report_year
), best AS (
    SELECT version_id, copy_of, weight FROM link
    QUALIFY row_number() OVER (PARTITION BY version_id ORDER BY best, weight) = 1
), root AS (
    SELECT version_id, copy_of, weight FROM best
    UNION ALL
    SELECT root.version_id, best.copy_of, root.weight FROM root JOIN best ON best.version_id = root.copy_of
)
SELECT version_id, copy_of,
       CASE WHEN v.text_hash = u.text_hash THEN 'same_text'
            WHEN a.likeness >= 0.85 THEN 'near_text'
            ELSE ['same_text', 'near_text', 'same_body_and_year'][weight] END AS reason,
       round(a.likeness, 2) AS likeness
FROM root ANTI JOIN best ON best.version_id = root.copy_of
JOIN graded v USING (version_id) JOIN graded u ON u.version_id = root.copy_of
LEFT JOIN alike a ON a.one = least(root.version_id, copy_of) AND a.other = greatest(root.version_id, copy_of);
