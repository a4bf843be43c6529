-- A section's own text ends where the next heading begins, so that a hit counts once and not in every section
-- above it; path 0 is the body text before the first heading. contains() reads 100,000 texts in half a second.
CREATE OR REPLACE MACRO search(term) AS TABLE
WITH hit AS (
    SELECT version_id, document_id, jurisdiction_code, report_year, title, source_text FROM version
    WHERE valid_to IS NULL AND contains(source_text, term)
), node AS (
    SELECT version_id, path, heading, source_start, source_end FROM section SEMI JOIN hit USING (version_id)
    UNION ALL
    SELECT version_id, '0', NULL, min(source_start), max(source_end)
    FROM line SEMI JOIN hit USING (version_id) WHERE label IN ('title', 'body') GROUP BY version_id
), own AS (
    SELECT version_id, path, heading, source_start,
           least(source_end, coalesce(lead(source_start) OVER (
               PARTITION BY version_id ORDER BY source_start, path), source_end)) AS source_end
    FROM node
), found AS (
    SELECT hit.*, own.path, own.heading,
           substring(source_text, own.source_start + 1, own.source_end - own.source_start) AS text
    FROM own JOIN hit USING (version_id)
)
SELECT jurisdiction_code, report_year, title, path AS section_path, heading,
       substring(text, greatest(1, strpos(text, term) - 30), length(term) + 60) AS snippet, url, version_id
FROM found JOIN document USING (document_id)
WHERE contains(text, term)
ORDER BY jurisdiction_code, report_year, url, section_path;

COMMENT ON MACRO TABLE search IS 'Sections of current texts that contain the term, each with a snippet: FROM search(''行政复议'')';
