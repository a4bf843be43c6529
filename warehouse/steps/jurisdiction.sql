-- The table of divisions knows a place best, then the register; a code that neither knows has no name.
DELETE FROM jurisdiction;
INSERT INTO jurisdiction BY NAME
WITH told AS (
    SELECT 1 AS rank, code, name, level, province, prefecture FROM divisions
    UNION ALL
    SELECT 2, jurisdiction_code, jurisdiction_name, jurisdiction_level, province_name, prefecture_name
    FROM staged_source
    WHERE jurisdiction_code IS NOT NULL
), occurring AS (
    SELECT jurisdiction_code AS code FROM staged_source WHERE jurisdiction_code IS NOT NULL
    UNION
    SELECT jurisdiction_code FROM version WHERE jurisdiction_code IS NOT NULL
), needed AS (
    SELECT code FROM occurring
    UNION
    SELECT code FROM told SEMI JOIN (
        SELECT unnest([left(code, 6), left(code, 4) || '00', left(code, 2) || '0000']) AS code FROM occurring
    ) USING (code)
), known AS (
    SELECT code, arg_min({name: name, level: level, province: province, prefecture: prefecture},
                         (rank, name, level, prefecture)) AS place
    FROM needed LEFT JOIN told USING (code)
    GROUP BY code
), parent AS (
    SELECT code, max(above) AS parent_code
    FROM (
        SELECT code, unnest([left(code, 6), left(code, 4) || '00', left(code, 2) || '0000']) AS above FROM known
    ) SEMI JOIN known AS upper ON upper.code = above
    WHERE above <> code
    GROUP BY code
)
SELECT code AS jurisdiction_code, place.name, place.level, place.province, place.prefecture, parent_code
FROM known LEFT JOIN parent USING (code);

UPDATE body SET parent_id = above.body_id
FROM (
    SELECT child.body_id AS child_id, government.body_id
    FROM body child
    JOIN jurisdiction USING (jurisdiction_code)
    JOIN body government ON government.kind = 'government' AND government.jurisdiction_code =
        if(child.kind = 'government', jurisdiction.parent_code, child.jurisdiction_code)
) above
WHERE above.child_id = body.body_id;
