-- What a person has judged of single documents, and whether it still applies to the newest text there.
DELETE FROM correction;
INSERT INTO correction BY NAME
WITH newest AS (
    SELECT url, arg_max(fields, (valid_from, version_id)) AS fields
    FROM version JOIN document USING (document_id)
    GROUP BY url
)
SELECT corrections.*,
       CASE WHEN newest.url IS NULL THEN 'unseen'
            WHEN newest.fields ->> ('$.' || if(field = 'jurisdiction_code', 'jurisdiction', field) || '.from')
                 = 'correction' THEN 'applied'
            ELSE 'mended' END AS state
FROM corrections LEFT JOIN newest USING (url);
