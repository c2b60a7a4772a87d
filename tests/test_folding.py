"""Names folded for comparison: equal spellings, and distinct bodies."""

import pytest

from alisei_cli.folding import fold_name, legal_form, slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A.B.C. S.r.l.", "B.C. S.p.A."),
        ("A. Menarini S.r.l.", "Menarini S.r.l."),
        ("E. Medea", "Medea"),
        ("IRCCS E. Medea", "IRCCS Medea"),
        ("I.E.O. S.r.l.", "E.O. S.r.l."),
        ("L. Rossi", "G. Rossi"),
        ("SPA Terme S.r.l.", "Terme S.r.l."),
        ("Italia Salute S.p.A.", "Salute S.p.A."),
        ("ONG Medici", "Medici"),
        ("The Lab S.r.l.", "Lab S.r.l."),
        ("La Salute", "Salute"),
        ("Clinica Rossi AG", "Clinica Rossi"),
        ("Clinica SS", "Clinica"),
        ("C.A.S.S. Onlus", "C.A. Onlus"),
        ("Gruppo A", "Gruppo B"),
        ("Vitamina E Farma", "Vitamina Farma"),
        ("Alfa Italia S.r.l.", "Alfa S.r.l."),
        ("Alfa+ S.r.l.", "Alfa S.r.l."),
    ],
)
def test_two_bodies_stay_two(one: str, other: str) -> None:
    """Initials, first words and apparent legal forms are part of a name."""
    assert fold_name(one) != fold_name(other)
    assert slug(one) != slug(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Axxam S.p.A.", "AXXAM"),
        ("A.B.C. S.r.l.", "ABC srl"),
        ("Università degli Studi di Bari", "UNIVERSITA' DI BARI"),
        ("Ricerca e Sviluppo S.r.l.", "RICERCA & SVILUPPO SRL"),
        ("RICERCA E SVILUPPO S.R.L.", "Ricerca Sviluppo"),
        ("Alfa S.r.l. Società Benefit", "Alfa S.r.l. SB"),
        ("Alfa Soc. Coop. a r.l.", "ALFA SOCIETÀ COOPERATIVA"),
        ("Alfa S.c. a r.l.", "Alfa Scarl"),
        ("Alfa Società consortile a responsabilità limitata", "Alfa S.c.a r.l."),
        ("Beta S.p.A. a socio unico", "Beta S. p. A."),
        ("Gamma S.r.l.s. unipersonale", "Gamma"),
    ],
)
def test_two_spellings_are_one_body(one: str, other: str) -> None:
    """Case, accents, small words inside and the final legal form are ignored."""
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Alfa S.r.l.", "srl"), ("Alfa Srls unipersonale", "srls"), ("Alfa S.p.A. SB", "spa"), ("Alfa S.c.a r.l.", "scarl"),
        ("Alfa Soc. Coop.", "coop"), ("Alfa Onlus", "ets"), ("SPA Alfa", ""), ("Alfa", ""),
    ],
)  # fmt: skip
def test_the_kind_of_a_legal_form_is_known(name: str, form: str) -> None:
    """Two kinds may be two bodies, so an import asks."""
    assert legal_form(name) == form


@pytest.mark.parametrize("name", ["S.p.A.", "A", "S.r.l. Onlus", "di", "ETS", "a socio unico", "Società per azioni"])
def test_a_name_is_never_folded_away(name: str) -> None:
    """Small words and legal forms alone are still a name."""
    assert fold_name(name)
    assert slug(name)
