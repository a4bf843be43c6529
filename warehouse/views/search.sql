-- A text is cut at the term, which gives the place of every occurrence in one pass; each belongs to the last heading
-- before it, so that a hit counts once and not in every section above. Cutting out every section to look into it took
-- ten times as long: substring() counts the characters from the start. Path 0 is the text before the first heading.
CREATE OR REPLACE MACRO search(term) AS TABLE
WITH hit AS MATERIALIZED (
    SELECT version_id, document_id, jurisdiction_code, report_year, title, source_text,
           list_transform(string_split(source_text, term), lambda part: length(part)) AS parts
    FROM version
    WHERE valid_to IS NULL AND contains(source_text, term)
), occurrence AS (
    SELECT version_id, unnest(list_transform(range(1, len(parts)), lambda n:
               CAST(list_sum(parts[:n]) + (n - 1) * length(term) AS INTEGER))) AS place
    FROM hit
), placed AS (
    SELECT o.version_id, o.place, s.section_id, s.path, s.heading, s.source_end
    FROM occurrence o ASOF LEFT JOIN (FROM section SEMI JOIN hit USING (version_id)) s
        ON s.version_id = o.version_id AND s.source_start <= o.place
), found AS (
    SELECT version_id, section_id, any_value(path) AS path, any_value(heading) AS heading, min(place) AS place
    FROM placed
    WHERE place + length(term) <= source_end
    GROUP BY version_id, section_id
    UNION ALL
    SELECT version_id, NULL, '0', NULL, min(place)
    FROM placed JOIN line USING (version_id)
    WHERE section_id IS NULL AND label IN ('title', 'body') AND place >= line.source_start AND place < line.source_end
    GROUP BY version_id
)
SELECT jurisdiction_code, report_year, title, path AS section_path, heading,
       substring(source_text, greatest(1, place - 29), length(term) + 60) AS snippet, url, version_id
FROM found JOIN hit USING (version_id) JOIN document USING (document_id)
ORDER BY jurisdiction_code, report_year, url, section_path;

COMMENT ON MACRO TABLE search IS 'Sections of current texts that contain the term, each with a snippet: FROM search(''行政复议'')';
