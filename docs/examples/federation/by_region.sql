-- Active stakeholders by region of their head office: of each registry, and of all (where the registry is empty).
SELECT registry, region, count(*) AS entries
FROM stakeholders
WHERE status = 'active'
GROUP BY GROUPING SETS ((registry, region), (region))
ORDER BY ALL NULLS FIRST;
