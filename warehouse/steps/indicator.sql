DELETE FROM indicator;
INSERT INTO indicator BY NAME
SELECT code AS indicator_code, zh AS zh_name, en AS en_name, theme, unit, kind, direction,
       coalesce(breaks, []) AS breaks
FROM catalogue;
