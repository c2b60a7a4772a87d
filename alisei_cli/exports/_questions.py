"""Questions that the SQLite database answers: a view each, named as in docs/export.md, and queries that ask for a word.

They follow docs/questions.md and use the names of this registry's fields; where a registry, or what an audience sees of it, has no such field, the
question is left out.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the SQL that answers it; a query has places such as ``:term``, a view has none."""

    name: str
    title: str
    sql: str


MEMBERS = "FROM stakeholders WHERE membership_status = 'member'"

VIEWS = (
    Question(
        "who_works_on",
        "Who has a term, or one below it, in whatever field?",
        "SELECT DISTINCT above.above AS term, entries.id, entries.name, entries.kind, entries.region, entries.area FROM entry_terms "
        "JOIN terms_above AS above ON above.code = entry_terms.term JOIN entries ON entries.id = entry_terms.entry "
        "ORDER BY above.above, entries.id",
    ),
    Question(
        "members",
        "Who are the members, and of which constituency?",
        f"SELECT id, name, type, membership_constituency, region, website {MEMBERS} ORDER BY name",
    ),
    Question(
        "members_without_website",
        "Which members have no website in their entry?",
        f"SELECT id, name, type, region {MEMBERS} AND website IS NULL ORDER BY name",
    ),
    Question(
        "members_without_contact",
        "Which members have given neither a mailbox nor a form?",
        f"SELECT id, name, region {MEMBERS} AND contact_mailbox IS NULL AND contact_form IS NULL ORDER BY name",
    ),
    Question(
        "members_not_confirmed",
        "Which members have not confirmed their entry yet?",
        f"SELECT id, name, website {MEMBERS} AND verified_on IS NULL ORDER BY name",
    ),
    Question(
        "companies_without_vat",
        "Which companies have no VAT number in their entry?",
        "SELECT id, name, head_office_municipality FROM stakeholders JOIN terms_above ON code = type AND above = 'company' "
        "WHERE identifiers_vat IS NULL ORDER BY name",
    ),
    Question(
        "companies_without_size",
        "Of which companies is the size not known?",
        "SELECT id, name, region FROM stakeholders JOIN terms_above ON code = type AND above = 'company' "
        "WHERE facts_size IS NULL ORDER BY region, name",
    ),
    Question(
        "by_founding",
        "When were they founded, the youngest first?",
        "SELECT id, name, facts_founded, type, head_office_municipality FROM stakeholders WHERE facts_founded IS NOT NULL "
        "ORDER BY facts_founded DESC, name",
    ),
    Question(
        "events_by_day",
        "Which events do we know, the latest first?",
        "SELECT id, name, dates_from, place_city, coalesce(organiser_id, organiser_name) AS organiser FROM events "
        "ORDER BY dates_from DESC, id",
    ),
    Question(
        "no_longer_active",
        "Which organisations are no longer active, since when, and what became of them?",
        "SELECT id, name, status, status_since, successor FROM stakeholders WHERE status <> 'active' ORDER BY status_since DESC, id",
    ),
    Question(
        "coordinators",
        "Who coordinates the working groups?",
        "SELECT groups.id, groups.name, coalesce(entries.name, them.name) AS coordinator FROM groups "
        "JOIN groups_coordinators AS them ON them.entry = groups.id LEFT JOIN entries ON entries.id = them.id "
        "ORDER BY groups.name, them.position",
    ),
    Question(
        "types_by_area",
        "How many active bodies of each type are there in each part of Italy?",
        "SELECT type, area, count(*) AS bodies FROM stakeholders WHERE status = 'active' GROUP BY type, area ORDER BY type, area",
    ),
    Question(
        "sectors_by_area",
        "How many active bodies of each primary sector are there in each part of Italy?",
        "SELECT sector_primary, area, count(*) AS bodies FROM stakeholders WHERE status = 'active' "
        "GROUP BY sector_primary, area ORDER BY sector_primary, area",
    ),
)

QUERIES = (
    Question(
        "find",
        "Which entries have these words in their names or descriptions? Accents do not matter.",
        "SELECT entries.id, entries.name, entries.kind, entries.region FROM search JOIN entries ON entries.number = search.rowid "
        "WHERE search MATCH escape_fts(:words) ORDER BY rank, entries.id",
    ),
    Question(
        "who_works_on_in_area",
        "Who has a term, or one below it, in one part of Italy?",
        "SELECT id, name, kind, region FROM who_works_on WHERE term = :term AND area = :area ORDER BY name",
    ),
    Question(
        "who_works_on_in_region",
        "Who has a term, or one below it, in one region?",
        "SELECT id, name, kind FROM who_works_on WHERE term = :term AND region = :region ORDER BY name",
    ),
    Question(
        "founded_between",
        "Who was founded between two years?",
        "SELECT * FROM by_founding WHERE substr(facts_founded, 1, 4) BETWEEN :first AND :last",
    ),
)
