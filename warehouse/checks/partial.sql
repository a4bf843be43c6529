-- severity: stop
-- why: only some of the batches have met today's rules, and the rest would vanish: replay everything, or wait for the night
SELECT run_id, batches FROM run WHERE partial
