INSERT INTO section BY NAME
SELECT version_id, unnest(sections, max_depth := 2)
FROM staged_split SEMI JOIN arriving USING (capture_id)
WHERE sections IS NOT NULL;

INSERT INTO quantity BY NAME
SELECT version_id, unnest(quantities, max_depth := 2)
FROM staged_extract SEMI JOIN arriving USING (capture_id)
WHERE quantities IS NOT NULL;

INSERT INTO check_result BY NAME
SELECT 'arithmetic' AS check_name, if(holds, 'note', 'flag') AS severity, version_id, expression, stated, holds,
       quantity_ids
FROM (
    SELECT version_id, unnest(checks, max_depth := 2)
    FROM staged_extract SEMI JOIN arriving USING (capture_id)
    WHERE checks IS NOT NULL
);
