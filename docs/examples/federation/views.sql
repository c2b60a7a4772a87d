-- All registries below the current folder as one: each has a folder of its own, REGISTRY/stakeholders.parquet and so on,
-- made by `alisei export parquet -o REGISTRY`. A column that a registry has not is empty there.

CREATE OR REPLACE VIEW stakeholders AS
SELECT parse_path(filename)[-2] AS registry, * EXCLUDE (filename)
FROM read_parquet('*/stakeholders.parquet', filename = true, union_by_name = true);

CREATE OR REPLACE VIEW terms AS
SELECT DISTINCT code, parent
FROM read_parquet('*/terms.parquet', union_by_name = true);

-- Each term with itself and with all terms above it: an entry counts under all of them.
CREATE OR REPLACE VIEW above AS
WITH RECURSIVE step AS (
    SELECT code, code AS term FROM terms
    UNION
    SELECT step.code, terms.parent FROM step JOIN terms ON terms.code = step.term WHERE terms.parent IS NOT NULL
)
SELECT code, term FROM step;
