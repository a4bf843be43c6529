CREATE OR REPLACE MACRO search(term) AS TABLE
SELECT v.jurisdiction_code, v.report_year, v.title, p.section_path, p.heading, p.theme,
       substring(p.text, greatest(1, strpos(p.text, term) - 30), length(term) + 60) AS snippet, d.url, v.version_id
FROM passage p JOIN version v USING (version_id) JOIN document d USING (document_id)
WHERE contains(p.text, term)
ORDER BY v.jurisdiction_code, v.report_year, d.url, p.section_path, p.source_start;

COMMENT ON MACRO TABLE search IS 'Passages of current texts that contain the term, each with a snippet around its first place: FROM search(''行政复议'') WHERE theme = ''plans''';
