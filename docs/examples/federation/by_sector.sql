-- Active stakeholders by primary sector, those of narrower terms included: of each registry, and of all (where the registry is empty).
SELECT registry, above.term AS sector, count(*) AS entries
FROM stakeholders JOIN above ON above.code = sector_primary
WHERE status = 'active'
GROUP BY GROUPING SETS ((registry, above.term), (above.term))
ORDER BY ALL NULLS FIRST;
