-- Bodies that stand in two registries, by what only one body can have. Forms are compared as `alisei validate` does within a registry.
WITH plain AS (
    SELECT
        registry, id, name, head_office_country AS country,
        regexp_replace(upper(replace(identifiers_vat, ' ', '')), '^' || head_office_country, '') AS vat,
        upper(replace(identifiers_tax_code, ' ', '')) AS tax_code,
        rtrim(upper(identifiers_ror), '/') AS ror,
        upper(replace(identifiers_lei, ' ', '')) AS lei,
        upper(replace(identifiers_isni, ' ', '')) AS isni,
        upper(identifiers_wikidata) AS wikidata,
        regexp_extract(lower(website), '^https?://(?:[^/@]*@)?(?:www\.)?([^/:?#]+)', 1) AS host,
        regexp_extract(lower(website), '^https?://[^/?#]+([^?#]*?)/*(?:[?#].*)?$', 1) AS page
    FROM stakeholders
),
keys AS (
    SELECT registry, id, name, unnest([
        {'kind': 'vat', 'value': country || ' ' || vat},
        {'kind': 'tax_code', 'value': country || ' ' || tax_code},
        {'kind': 'ror', 'value': ror},
        {'kind': 'lei', 'value': lei},
        {'kind': 'isni', 'value': isni},
        {'kind': 'wikidata', 'value': wikidata},
        -- On a host that carries the pages of many bodies the page tells them apart.
        {'kind': 'host', 'value': CASE
            WHEN host = '' THEN NULL
            WHEN regexp_matches(host, '(^|\.)(sites\.google|docs\.google|facebook|linkedin|instagram|youtube|twitter|x|github)\.com$|(^|\.)(business\.site|wikipedia\.org|linktr\.ee)$')
            THEN host || page ELSE host END}
    ], recursive := true)
    FROM plain
)
SELECT one.kind, one.value, one.registry, one.id, other.registry AS other_registry, other.id AS other_id
FROM keys AS one JOIN keys AS other USING (kind, value)
WHERE one.registry < other.registry
ORDER BY ALL;
