-- What a person has judged of single documents and numbers, and whether it still applies to the texts there.
DELETE FROM correction;
INSERT INTO correction BY NAME
WITH newest AS (
    SELECT url, arg_max(fields, (shown.moment, capture_id)) AS fields
    FROM version JOIN shown USING (version_id) JOIN document USING (document_id)
    GROUP BY url
), corrected AS (
    SELECT DISTINCT url, raw, ordinal
    FROM quantity JOIN version USING (version_id) JOIN document USING (document_id)
    WHERE valid_to IS NULL AND ends_with(quantity.rule, '/correction')
)
SELECT corrections.*,
       CASE WHEN newest.url IS NULL THEN 'unseen'
            WHEN corrections.raw IS NOT NULL THEN if(corrected.url IS NULL, 'mended', 'applied')
            WHEN newest.fields ->> ('$.' || if(field = 'jurisdiction_code', 'jurisdiction', field) || '.from')
                 = 'correction' THEN 'applied'
            ELSE 'mended' END AS state
FROM corrections LEFT JOIN newest USING (url) LEFT JOIN corrected USING (url, raw, ordinal);
