"""Common words in names of bodies, in Italian and English, under one word each.

Written by hand for this tool from the words that at least six of the 1,980 Italian names in ROR (2021, CC0 1.0) have in common, with
their translations as ROR's own names in two languages give them. Names of places come from the tables of ISTAT instead.
"""

from collections.abc import Mapping

_COMMON = """
accademia academy; agenzia agency; asl; usl; ausl; ulss aulss; asst; ats; asp; aou; ambiente ambientale environment environmental; arte arti art arts; associazione association ass;
autorita authority; banca bank; bio; campus; campo field; collegio college; avanzata avanzate advanced; azienda aziende az company; biologia biology biological biologico biologica;
biomedica biomedico biomedical biomedicals biomedicine biomedicina; biotecnologia biotecnologie biotech biotechnology biotechnologies;
centro centri center centre centers centres; chimica chimiche chimico chemistry chemical; cibo food alimentare alimentari;
clinica clinico cliniche clinic clinical clinics; consorzio consortium; cura cure care; dental dentale odontoiatrica; device devices dispositivi; diagnostica diagnostics diagnostic;
dipartimento dip department dept; distretto district cluster clust; autonoma autonomo autonomous; valle valley vallee val; ente body; economia economics economic economy; europa europea europeo europe european;
farmaceutica farmaceutiche farmaceutici farmaceutico pharma pharmaceutical pharmaceuticals farma biopharma; farmacologia pharmacology farmacologiche farmacologico pharmacological; fisica physics; fondazione foundation fond;
generale general; genetica genetics; gruppo group holding; impresa imprese enterprise enterprises; industria industriale industrie industry industrial industries;
informatica informatics; informazione information; integrata integrato integrati integrate integrated; med; ingegneria engineering; innovazione innovation; internazionale international; irccs; istituto istituti instituto ist institute institutes institut;
italia italiana italiano italiane italiani italian italy italien; laboratorio laboratori lab labs laboratory laboratories; lavoro labour labor; life vita;
line; locale local; malattia malattie disease diseases; materiale materiali material materials; medicina medica medico mediche medici medicale medicali medical medicine;
ministero ministry; museo museum; nazionale national; nucleare nuclear; oncologia oncologico oncologica oncology; osservatorio observatory; ospedale ospedali ospedaliera ospedaliero ospedaliere osp hospital hospitals;
parco park; pediatrico pediatrica pediatric paediatric; policlinico policlinici polyclinic; politecnico politecnica polytechnic; polo pole; presidio; products prodotti;
progetto project projects; protezione; tutela protection; provinciale provincial provincia province; regionale regionali regional regione regioni region; rete reti network networks networking;
ricerca ricerche research; ricovero; carattere; riuniti riunite; salute sanita sanitaria sanitario sanitarie sanitari health healthcare; scienza scienze science sciences; scientifico scientifica scientifici scientific;
scuola school; statale state; servizio servizi service services; sezione section division divisione sezioni; sistema sistemi system systems; sociale social socio sociosanitaria; societa society; soluzioni solutions solution; sostenibile sostenibilita sustainable sustainability;
sperimentale experimental; stabilimento plant; studi studio studies study; superiore superiori advanced; sviluppo development; tecnica tecnico technical; tecnologia tecnologie tecnologico tecnologica tecnologici technology technologies technological;
telemedicina telemedicine; terapia terapie therapeutics therapy; territoriale territorial; transfer trasferimento; tumore tumori cancer tumor tumors; unita unit units;
universita universitaria universitario universitari university univ universitat universite ateneo
"""
_OTHER = """
acqua acque water; alto alta alte high; coltura colture crops crop; aeronautica aeronautical; calcolo computing; crescita growth; fegato liver; forestale forestry forest; lago laghi lake lakes; legale law giuridica; meridionale southern; nuovo nuova nuove nuovi new; pressione pressioni pressure; prestazioni performance; ricostruzione reconstruction; sette seven; aria air; materia matter; agricoltura agriculture; agraria agrario agricola agricolo agricultural; animale animali animal; applicata applicate applicati applied; bambino bambini child children; bioeconomia bioeconomy;
cardiologia cardiology; cellula cellule cellulare cell cells cellular; comunicazione communication; cuore heart; documentazione documentation; energia energy; geofisica geophysics; geologia geology; infanzia childhood;
infettive infettivo infectious; lingua lingue language languages; marino marina mare marine sea; matematica mathematics mathematical; molecolare molecolari molecular; mondo mondiale world; nanotecnologie nanotechnology nanotechnologies;
neuroscienze neuroscience neurosciences; nord north northern settentrionale; occhio eye; ortopedico ortopedica orthopaedic orthopedic; ovest west western; est east eastern; polmone lung;
popolazione population; prevenzione prevention; pubblica pubblico public; rara rare; sangue blood; sclerosi sclerosis; sicurezza safety; spazio spaziale space; storia history; sud south; suolo soil; terra earth; trapianti transplant transplants;
trapianto transplantation; veterinaria veterinario veterinary; virologia virology; vulcanologia volcanology; zooprofilattico zooprophylactic; s san santa santo sant santi saint st
"""


def _groups(text: str) -> Mapping[str, str]:
    """Each word with the first of its group."""
    groups = [group.split() for group in text.split(";")]
    return {word: words[0] for words in groups for word in words}


COMMON = _groups(_COMMON)
"""Words that many names share, and that therefore say little."""
TRANSLATED = {**_groups(_OTHER), **COMMON}
"""Every word of the vocabulary with the one that stands for it."""
GENERIC = frozenset(COMMON.values())
