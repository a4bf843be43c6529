-- severity: flag
-- why: a share of more than 100 percent is a slip of the text or of a rule
SELECT version_id, quantity_id, indicator_code, raw, value
FROM quantity
WHERE role = 'rate' AND unit_norm = '%' AND value > 100
