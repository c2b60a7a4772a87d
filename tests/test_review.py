"""The review of a pull request: what it says for whom, on real commits; how long it is; that data in it is never markup."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from alisei_cli.escape import escape_text
from alisei_cli.render.markdown import escape_comment
from alisei_cli.render.review import MOST, render
from alisei_cli.render.review._short import LINES
from alisei_cli.render.review.links import Links
from alisei_cli.reviewing import review_branch
from tests import made_proposals
from tests.conftest import Alisei, git
from tests.pull_requests import (
    BIANCHI,
    OTHER,
    OWNER,
    REGION,
    ROSSI,
    SECRETARY,
    STRANGER,
    VERDI,
    Blob,
    Edits,
    Proposals,
    entry,
    law,
    make,
    policy,
    rossi,
)

NEW = f"{REGION}/nuova.yaml"
LINKS = Links("https://github.com/o/r/blob/x")
WEBSITE: Edits = {ROSSI: rossi(website="https://www.rossi.org")}
WRONG: Edits = {ROSSI: rossi(website="https://www.rossi.org", sector="{primary: farma}")}
TAXONOMY = law()["taxonomy.yaml"].replace("{it: Impresa, en: Company}", "{it: Ditta, en: Company}")

SAYS: Mapping[str, tuple[Sequence[Edits], int, int, str, Sequence[str]]] = {
    "nothing": ([{}], OWNER, 0, "Niente da giudicare", []),
    "an own entry": ([WEBSITE], OWNER, 0, "Si può accettare", ["https://www.rossi.it → https://www.rossi.org", "la cura chi propone: Rossi"]),
    "an own entry, by the secretariat": ([WEBSITE], SECRETARY, 0, "Si può accettare", ["la propone la segreteria: Rossi"]),
    "an own entry, made and undone": ([WEBSITE, {ROSSI: rossi()}], OWNER, 0, "Niente da giudicare", []),
    "layout": ([{ROSSI: rossi() + "# a comment\n"}], OWNER, 0, "Si può accettare", ["forma"]),
    "a slip": ([WRONG], OWNER, 1, "Da correggere", ["1 errore", "farma", "ALI201", "Correggi il punto"]),
    "another's entry": ([{BIANCHI: entry("bianchi", OTHER, website="https://www.bianchi.org")}], OWNER, 1, "Così non si può", ["curata da altri: Bianchi", "chiedi loro"]),
    "a new entry": ([{NEW: entry("nuova", STRANGER)}], STRANGER, 1, "Decide la segreteria", ["Scheda nuova: **Nuova**", "Scrivi per conto di Nuova?", "→"]),
    "nobody's entry": ([{VERDI: entry("verdi", website="https://www.verdi.org")}], STRANGER, 1, "Decide la segreteria", ["senza responsabili", "Scrivi per conto di Verdi?"]),
    "a field of the secretariat": ([{ROSSI: rossi(membership="{status: former}")}], OWNER, 1, "Decide la segreteria", ["«membership»"]),
    "an entry deleted": ([{f"{REGION}/letta.yaml": None}], OWNER, 1, "Decide la segreteria", ["Scheda tolta: **Letta**", "Perché Letta va tolta"]),
    "machinery": ([{"docs/page.md": "y\n"}], STRANGER, 1, "Così non si può", ["docs/page.md", "Togli dalla proposta"]),
    "machinery, by the secretariat": ([{"docs/page.md": "y\n"}], SECRETARY, 0, "Si può accettare", []),
    "machinery with an entry": ([{"docs/page.md": "y\n", **WEBSITE}], SECRETARY, 1, "Così non si può", ["Fai due proposte"]),
    "a link in place of a file": ([{ROSSI: Blob("bianchi.yaml", "120000")}], OWNER, 1, "Così non si può", ["metti un file semplice"]),
    "a folder of another repository": ([{"registry/altro": Blob("1" * 40, "160000")}], OWNER, 1, "Così non si può", ["registry/altro"]),
    "the taxonomy": ([{"taxonomy.yaml": TAXONOMY}], SECRETARY, 0, "Si può accettare", ["La tassonomia cambia: 1 termine"]),
    "a taxonomy that is none": ([{"taxonomy.yaml": "facets: 3\n"}], SECRETARY, 1, "Da correggere", ["taxonomy.yaml"]),
    "the policy opens itself": ([{"schema/policy.yaml": policy("[]", "[{github: x, id: 3001}]"), **WEBSITE}], STRANGER, 1, "Così non si può", []),
}  # fmt: skip
"""By what is proposed: commits, account, exit code, beginning of the verdict, and what is said besides."""


@pytest.fixture(scope="module")
def proposals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One repository with a branch for each row."""
    rows = {branch_of(name): commits for name, (commits, *_rest) in SAYS.items()}
    return make(tmp_path_factory.mktemp("review") / "dataset", rows)


def branch_of(name: str) -> str:
    """A name that git takes."""
    return re.sub(r"[^a-z]+", "-", name)


def plain(text: str) -> str:
    """Markdown without its escapes."""
    return re.sub(r"\\(.)|<!-- -->", r"\1", text)


def above(text: str) -> list[str]:
    """The lines that are seen without unfolding anything."""
    return text.partition("\n<details>")[0].rstrip("\n").split("\n")


@pytest.mark.parametrize("name", SAYS)
def test_a_review_says_what_to_do(name: str, proposals: Path, alisei: Alisei) -> None:
    """The verdict first, the reasons and the request below; exit code 0 only where nothing is left to do."""
    _commits, actor, code, verdict, said = SAYS[name]
    outcome = alisei("-C", proposals, "review", "main", branch_of(name), "--actor-id", actor)
    assert (outcome.code, outcome.err) == (code, "")
    shown = above(outcome.out)
    assert len(shown) <= LINES
    assert plain(shown[0]).startswith(f"**{verdict}")
    assert [each for each in said if each not in plain("\n".join(shown)) and each not in "\n".join(shown).replace("\\", "")] == []
    assert ("scrivere a chi propone" in outcome.out) == bool(code)


def test_a_review_is_in_both_languages_whatever_is_asked(proposals: Path, alisei: Alisei) -> None:
    """The comment is read by both, and depends on the proposal alone."""
    said = {
        language: alisei("-C", proposals, "--lang", language, "review", "main", "a-slip", "--actor-id", OWNER)
        for language in ("it", "en")
    }
    assert said["it"].out == said["en"].out
    assert said["it"].out.startswith("**Da correggere**")
    assert "<details><summary>In English</summary>\n\n**To be corrected**" in said["it"].out


def test_old_problems_are_only_counted(proposals: Path, alisei: Alisei) -> None:
    """Files that the proposal leaves alone hold a dozen errors; none is told."""
    out = alisei("-C", proposals, "review", "main", "a-slip", "--actor-id", OWNER).out
    assert "bad-" not in out
    assert re.search(r"[0-9]+ errori e avvisi in file che questa proposta non tocca", plain(out))


def test_links_begin_as_the_caller_says(proposals: Path, alisei: Alisei, monkeypatch: pytest.MonkeyPatch) -> None:
    """By option, else by what GitHub Actions names; nothing is linked where neither is known."""
    words = ("-C", proposals, "review", "main", "a-slip", "--actor-id", OWNER)
    assert "](" not in alisei(*words).out
    assert (
        f"](https://git.example.org/x/edit/b/{ROSSI}#L10)" in alisei(*words, "--files-at", "https://git.example.org/x/edit/b").out
    )
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_REPOSITORY", "alisei/registro")
    commit = git(proposals, "rev-parse", "a-slip").strip()
    assert f"](https://github.com/alisei/registro/blob/{commit}/{ROSSI}#L10)" in alisei(*words).out
    assert alisei(*words, "--files-at", "https://x/)[y](https://evil").code == 2
    monkeypatch.setenv("GITHUB_REPOSITORY", "x)(y")
    assert "](" not in alisei(*words).out


def test_the_change_begins_where_the_branch_left(tmp_path: Path, alisei: Alisei) -> None:
    """What the base has done since is not told as the proposal's; the problems are those of both together."""
    made = Proposals(tmp_path / "dataset")
    made.commit("main", {**law(), ROSSI: rossi(), VERDI: entry("verdi")})
    made.commit("pr", {ROSSI: rossi(relations="[{kind: related, target: verdi}]")}, "main")
    made.commit("main", {VERDI: None, BIANCHI: entry("bianchi")})
    root = made.write()
    out = plain(alisei("-C", root, "review", "main", "pr", "--actor-id", OWNER).out)
    assert "ALI302" in out or "verdi" in out.partition("Scheda")[0]
    assert "Bianchi" not in out
    assert "andato avanti di 1 commit" in out


def test_a_file_that_the_base_changed_too_is_named(tmp_path: Path, alisei: Alisei) -> None:
    """Whoever proposes is asked to bring the proposal up to date."""
    made = Proposals(tmp_path / "dataset")
    made.commit("main", {**law(), ROSSI: rossi()})
    made.commit("pr", WEBSITE, "main")
    made.commit("main", {ROSSI: rossi(website="https://www.rossi.eu")})
    outcome = alisei("-C", made.write(), "review", "main", "pr", "--actor-id", OWNER)
    assert outcome.code == 1
    assert plain(outcome.out).startswith("**Da aggiornare**")


TWO: Mapping[str, tuple[Edits, Edits, str]] = {
    "the same id": (
        {f"{REGION}/gialli.yaml": entry("gialli")},
        {"registry/stakeholders/lazio/gialli.yaml": entry("gialli").replace("toscana", "lazio")},
        "gialli",
    ),
    "a relation to what the other removes": (
        {ROSSI: rossi(relations="[{kind: related, target: verdi}]")},
        {VERDI: None},
        "verdi",
    ),
    "the same file": (WEBSITE, {ROSSI: rossi(website="https://www.rossi.eu")}, "cambia gli stessi file"),
}


@pytest.mark.parametrize("name", TWO)
def test_two_proposals_that_break_together(name: str, tmp_path: Path, alisei: Alisei) -> None:
    """Each alone is clean; together a problem appears, and is told with the name of the other."""
    one, other, said = TWO[name]
    made = Proposals(tmp_path / "dataset")
    made.commit("main", {**law(), ROSSI: rossi(), VERDI: entry("verdi")})
    for branch, edits in (("one", one), ("other", other), ("third", {f"{REGION}/neri.yaml": entry("neri")})):
        made.commit(branch, edits, "main")
    root = made.write()
    words = ("-C", root, "review", "main", "one", "--actor-id", SECRETARY)
    assert alisei(*words).code == 0
    assert alisei("-C", root, "review", "main", "other", "--actor-id", SECRETARY).code == 0
    assert alisei(*words, "--with", "third").code == 0
    outcome = alisei(*words, "--with", "other")
    assert outcome.code == 1
    assert plain(outcome.out).startswith("**Non va d'accordo con other**")
    assert said in plain("\n".join(above(outcome.out))[20:])


def test_values_that_are_not_for_everyone_stay_out(tmp_path: Path, alisei: Alisei) -> None:
    """A proposal cannot make a field public by its own policy or schema."""
    hidden = (law()["schema/policy.yaml"]).replace("audiences: [public, members, secretariat]", "audiences: [public, members, secretariat]\nfields: {members: [contact]}")  # fmt: skip
    assert hidden != law()["schema/policy.yaml"]
    made = Proposals(tmp_path / "dataset")
    made.commit("main", {**law(), "schema/policy.yaml": hidden, ROSSI: rossi()})
    change = {ROSSI: rossi(contact="{mailbox: canarino@rossi.it, form: canarino}")}
    made.commit("one", change, "main")
    made.commit("two", {**change, "schema/policy.yaml": law()["schema/policy.yaml"]}, "main")
    root = made.write()
    for branch in ("one", "two"):
        out = alisei("-C", root, "review", "main", branch, "--actor-id", OWNER).out
        assert "Rossi" in out
        assert "canarino" not in plain(out)


def test_files_that_are_not_committed_have_no_say(proposals: Path, alisei: Alisei) -> None:
    """Nothing of the working tree is read: neither its entries nor its policy."""
    words = ("-C", proposals, "review", "main", "a-slip", "--actor-id", OWNER)
    before = alisei(*words).out
    kept = {name: (proposals / name).read_bytes() for name in (ROSSI, "schema/policy.yaml")}
    for name in kept:
        (proposals / name).write_text("x: 1\n")
    try:
        assert alisei(*words).out == before
    finally:
        for name, content in kept.items():
            (proposals / name).write_bytes(content)


def texts(root: Path, branches: Sequence[str], actor: int) -> Iterator[tuple[str, str]]:
    """The review of each branch."""
    for branch in branches:
        found = review_branch(root, "main", branch, [actor])
        yield branch, "".join(f"{line}\n" for line in render(found, LINKS))


def test_a_large_proposal_is_cut_by_whole_entries(tmp_path: Path) -> None:
    """Below the limit of a comment, with a count of what is left out in each language."""
    made = Proposals(tmp_path / "dataset")
    made.commit("main", {**law(), ROSSI: rossi()})
    long = "{it: '" + "parola " * 60 + "', en: '" + "word " * 60 + "'}"
    made.commit("pr", {f"{REGION}/ente-{n}.yaml": entry(f"ente-{n}", description=long) for n in range(400)}, "main")
    [(_branch, text)] = texts(made.write(), ["pr"], OWNER)
    assert 40_000 < len(text) < MOST
    assert len(above(text)) <= LINES
    assert re.search(r"Altre [0-9]+ voci non sono mostrate qui", plain(text))
    assert re.search(r"[0-9]+ more are not shown here", plain(text))
    assert "In tutto: 400 entrate" in plain(text)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of made-up proposals."""
    return made_proposals.write(tmp_path_factory.mktemp("made") / "dataset")


ALLOWED = frozenset(
    {"p", "ul", "li", "strong", "em", "details", "summary", "h4", "table", "thead", "tbody", "tr", "th", "td", "a"}
)
ACTIVE = re.compile(r"(?<!\w)@[a-z0-9]|#[0-9]|\bGH-[0-9]|:[a-z0-9_+-]+:|\$[^ ]|\b[0-9a-f]{7,40}\b", re.IGNORECASE)
"""What GitHub makes something of in a text that no tag and no comment cuts; addresses are links in the HTML already."""


class Page(HTMLParser):
    """What a comment has become: tags, targets of links, and pieces of text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.targets: list[str] = []
        self.pieces: list[str] = []
        self.feed(cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag and where it leads."""
        self.tags.add(tag)
        self.targets += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        """Note a piece of text; GitHub looks at each piece by itself."""
        self.pieces.append(data)


@pytest.mark.parametrize("number", range(made_proposals.COUNT))
def test_made_up_proposals(number: int, made: Path) -> None:
    """At most fifteen lines at once, inside the limit, inert, and a layout is no change."""
    branch, actor = made_proposals.name_branch(number), made_proposals.actor_of(number)
    found = review_branch(made, "main", branch, [actor])
    text = "".join(f"{line}\n" for line in render(found, LINKS))
    assert len(above(text)) <= LINES
    assert len(text) < MOST
    page = Page(text)
    assert page.tags <= ALLOWED
    assert [each for each in page.targets if not each.startswith("https://github.com/o/r/blob/x/registry/")] == []
    assert [piece for piece in page.pieces if ACTIVE.search(piece)] == []
    if made_proposals.kind_of(number) == "layout":
        assert {each.change for each in found.difference.entries} == {"layout"}
        assert (found.difference.totals, found.problems) == ((), ())
        assert "Scheda modificata" not in text


@pytest.mark.parametrize("said", made_proposals.ATTACKS)
def test_the_escape_is_what_keeps_data_inert(said: str) -> None:
    """Each attack does something in GitHub's Markdown as it stands, and nothing once it is escaped."""
    raw, kept = Page(said), Page(f"- **x**: {escape_comment(said)}")
    assert raw.tags - {"p"} or raw.targets or any(map(ACTIVE.search, raw.pieces))
    assert kept.tags == {"ul", "li", "strong"}
    assert not any(map(ACTIVE.search, kept.pieces))
    assert "".join(kept.pieces).strip() == f"x: {escape_text(said, 1000)}"
