"""E-mail addresses: whether one can exist, and whose it seems to be."""

import re

ADDRESS = re.compile(r"(?<![\w.%+-])([\w.%+-]{1,64})@((?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,63})(?![\w-])")
"""An e-mail address in running text: what stands before the @, and the domain."""

_PLAIN = re.compile(r"[a-z0-9]{1,20}(?:[._-][a-z0-9]{1,20}){0,2}@(?:[a-z0-9]{1,30}(?:-[a-z0-9]{1,30}){0,1}\.){1,4}[a-z]{2,3}\Z")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FREE = _words(
    "gmail.com googlemail.com libero.it inwind.it iol.it blu.it giallo.it hotmail.com hotmail.it live.com live.it outlook.com outlook.it "
    "msn.com yahoo.com yahoo.it ymail.com virgilio.it alice.it tin.it tim.it tiscali.it tiscalinet.it icloud.com me.com mac.com "
    "email.it fastwebnet.it protonmail.com proton.me pm.me aol.com gmx.com gmx.it gmx.net gmx.de mail.com katamail.com "
    "interfree.it teletu.it vodafone.it supereva.it jumpy.it kataweb.it infinito.it poste.it tutanota.com yandex.com zoho.com "
    "hotmail.fr hotmail.de hotmail.es hotmail.co.uk outlook.de outlook.fr outlook.es live.fr live.de live.co.uk yahoo.fr yahoo.de yahoo.es "
    "yahoo.co.uk gmx.ch gmx.at gmx.fr email.com usa.com web.de t-online.de orange.fr laposte.net bluewin.ch tuta.com fastmail.com "
    "qq.com 163.com"
)
"""Domains that give a mailbox to anyone."""

GIVEN = _words(
    "adriana adriano agnese alberto aldo alessandra alessandro alessia alessio alfredo alice andrea angela angelo anna annalisa "
    "antonella antonia antonio arianna armando arturo barbara beatrice benedetta bruno camilla carla carlo carmela carmine caterina "
    "cecilia chiara claudia claudio corrado cristian cristiano cristina damiano daniela daniele dario davide debora diego domenico "
    "donatella edoardo elena eleonora elisa elisabetta emanuela emanuele emilio enrica enrico enzo erica ernesto ettore eugenio "
    "fabiana fabio fabrizio federica federico ferdinando filippo flavia flavio francesca francesco franco gabriele gabriella "
    "gaetano gennaro gerardo giacomo giada giancarlo gianfranco gianluca gianni giorgia giorgio giovanna giovanni giulia giuliano "
    "giulio giuseppe giuseppina grazia graziano guido ilaria irene ivan jacopo laura leonardo letizia lidia livia lorenza lorenzo "
    "luca lucia luciano lucio luigi luigia luisa manuel manuela mara marcello marco maria mariangela marina mario marta martina "
    "massimiliano massimo matteo mattia maurizio mauro michela michele milena mirco mirko monica nadia natale nicola nicoletta "
    "nicolo orazio ornella paola paolo pasquale patrizia piera piero pierluigi pietro raffaele raffaella renato renzo riccardo "
    "rita roberta roberto rocco romina rosa rosanna rosario rossella ruggero sabrina salvatore samuele sandra sandro sara "
    "sebastiano serena sergio silvana silvia silvio simona simone sofia sonia stefania stefano susanna tania teresa tiziana "
    "tiziano tommaso ugo umberto valentina valeria valerio vanessa veronica vincenza vincenzo viola virginia vito vittoria "
    "vittorio walter dr dott dottssa prof profssa ing avv rag arch john james robert michael david richard thomas peter paul mary "
    "jennifer susan hans klaus jean pierre"
)
"""Names of persons, and titles before them."""

OFFICE = _words(
    "info contact contacts contatti segreteria secretariat direzione direzioni amministrazione ufficio uffici office protocollo pec "
    "presidenza presidente direttore direttrice director president rettore rettorato urp stampa press media comunicazione "
    "communication marketing sales vendite commerciale ordini orders acquisti purchasing gare procurement forniture fornitori "
    "clienti customer service services servizio servizi support supporto assistenza help desk helpdesk sportello accoglienza "
    "reception hr risorse umane personale lavora jobs career careers recruiting concorsi formazione didattica studenti students "
    "erasmus international internazionale relazioni esterne interne rapporti privacy dpo gdpr legale legal affari generali finance "
    "finanza bilancio contabilita ragioneria fatture invoice billing it ict web webmaster admin postmaster noreply no reply "
    "newsletter news eventi events congressi meeting ricerca research innovation innovazione trasferimento tecnologico tech transfer "
    "tto ilo kto brevetti patents spinoff startup grant grants progetti projects project europe europa regulatory regolatorio "
    "quality qualita farmacovigilanza pharmacovigilance drug safety medical medicina clinica cliniche clinical trial trials studi "
    "science scientific scientifica scientifico scientifici lab labs laboratorio laboratori biobanca biobank dipartimento dept "
    "department istituto institute centro center centre fondazione foundation group gruppo team staff board segr dir amm pres sede "
    "generale centrale sanitaria sanitario ospedale hospital chirurgia cardiologia oncologia neurologia pediatria radiologia "
    "farmacia business development partnering partner partners partnership bd ir investor investors relations italia italy milano "
    "roma torino napoli bologna firenze genova palermo bari catania venezia trieste padova pisa siena pavia verona parma cluster "
    "dip dep div uo uoc uos irccs asl ats asst aou aou ao usl "
    "polo distretto rete network hub soci socio associazione members membership"
)
"""Words that name an office."""

KIND = re.compile(r"(?:zioni|zione|menti|mento|logia|logie|urgia|atria|patia|enza|enze|anza|ali|iche|ici|ion|ment|ing|ics|ogy)\Z")
"""Endings of words that name what an office does."""
_APART = re.compile(r"[._-]")


def is_possible(address: str) -> bool:
    """Whether ``address`` has the form of an e-mail address; no one is asked whether it exists."""
    if _PLAIN.match(address):  # most addresses: no library is loaded for them
        return True
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(address, check_deliverability=False, strict=True)
    except EmailNotValidError:
        return False
    return True


def looks_personal(local: str, own_words: frozenset[str]) -> bool:
    """Whether what stands before the @ looks like name and surname, or initial and surname.

    Words of offices are none, nor are ``own_words``, those of the organisation's own name and domain.
    """
    words = [word for word in _APART.split(local.lower().partition("+")[0]) if word]
    if not 2 <= len(words) <= 3 or not all(word.isalpha() for word in words):
        return False
    if any(word in OFFICE for word in words):
        return False
    if any(word in GIVEN and word not in own_words for word in words):
        return True
    if any(word in own_words or KIND.search(word) for word in words):
        return False
    first, last = words[0], words[-1]
    return len(last) >= 3 and (len(first) == 1 or len(first) >= 3)
