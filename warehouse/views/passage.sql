-- The current texts, cut once when the file is made: whoever searches reads passages, and substring(), which counts the
-- characters from the start, works on a short text. A character of a section belongs to the last heading before it, so
-- that a hit counts once and not in every section above; path 0 is a line of title or body before the first heading.
CREATE OR REPLACE VIEW passage AS
WITH current AS (
    SELECT version_id, source_text FROM version WHERE valid_to IS NULL
), own AS (
    SELECT version_id, path AS section_path, heading, theme, source_start,
           least(source_end, lead(source_start, 1, source_end) OVER (
               PARTITION BY version_id ORDER BY source_start, source_end DESC)) AS source_end
    FROM section
), opening AS (
    SELECT version_id, '0' AS section_path, NULL AS heading, NULL AS theme, l.source_start, l.source_end
    FROM line l LEFT JOIN (SELECT version_id, min(source_start) AS first FROM section GROUP BY version_id)
    USING (version_id)
    WHERE label IN ('title', 'body') AND (first IS NULL OR l.source_start < first)
)
SELECT version_id, section_path, heading, theme, source_start, source_end,
       substring(source_text, source_start + 1, source_end - source_start) AS text
FROM (FROM own UNION ALL FROM opening) JOIN current USING (version_id)
WHERE source_end > source_start;

COMMENT ON VIEW passage IS 'The current texts, cut at their headings: each character of a section once, under the last heading before it';
COMMENT ON COLUMN passage.version_id IS 'Version whose text this is';
COMMENT ON COLUMN passage.section_path IS 'Path of the section whose own text this is, without that of its parts; 0: a line before the first heading';
COMMENT ON COLUMN passage.heading IS 'Heading after the marker; null before the first heading';
COMMENT ON COLUMN passage.theme IS 'Theme of the section; null before the first heading';
COMMENT ON COLUMN passage.source_start IS 'Offset of its first character in the source text';
COMMENT ON COLUMN passage.source_end IS 'Offset behind its last character';
COMMENT ON COLUMN passage.text IS 'The text itself, heading included';
