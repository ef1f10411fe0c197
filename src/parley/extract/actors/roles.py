"""Words for offices, occupations, institutions and groups, and what they say about an actor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

NounClass = Literal["office", "person", "state", "group", "organisation", "document"]
"""What a noun stands for: the one holder of an office; a person among many; an arm of the state,
which is the state itself once its country is known; many people; an organisation; a paper that
speaks for whoever issued it."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun, or a fixed phrase, that stands for an actor.

    Attributes:
        words: singular, lower case, in the spelling of :func:`same_title`.
        cls: what it stands for; sector: the PLOVER sector it implies, or None.
        country: the country that the words alone imply ("secretary of state"), or None.
    """

    words: str
    cls: NounClass
    sector: str | None = None
    country: str | None = None


_OFFICES: Final = {
    "GOV": """president; vice president; prime minister; premier; chancellor; minister; secretary;
        supreme leader; leader; king; queen; emir; crown prince; prince; governor; mayor; envoy; special envoy;
        ambassador; spokesman; spokeswoman; spokesperson; negotiator; chief of staff; attorney general;
        foreign minister; defence minister; defense minister; interior minister; finance minister;
        economy minister; energy minister; deputy minister; deputy foreign minister; deputy prime minister;
        first lady; first deputy prime minister; national security adviser; national security advisor;
        top diplomat; foreign policy chief; security council secretary; minister of foreign affairs;
        minister of defence; minister of defense; dictator; president-elect; head of state; ruler; strongman; consul; undersecretary; under secretary; deputy secretary; commander in chief;
        nuclear negotiator; chief negotiator; foreign ministry spokesman; deputy chief of staff; presidential aide; presidential adviser""",
    "LEG": "speaker; majority leader; minority leader; house speaker; majority whip; committee chairman",
    "MIL": "chief of the general staff; army chief; commander-in-chief; air force spokesman; military spokesman; defence chief; intelligence chief",
    "IGO": "secretary general; secretary-general; high representative; high commissioner",
    "JUD": "prosecutor; prosecutor general; chief justice",
    "REL": "pope; patriarch; archbishop; pontiff; cardinal",
    "": "chief; head; director; director general; director-general; chairman; chairwoman; chair; chief executive; ceo; boss; founder; editor; co-founder; deputy director; deputy head; deputy chief; president and ceo",
}
_PERSONS: Final = {
    "GOV": """official; diplomat; aide; adviser; advisor; representative; delegate; statesman; politician;
        counterpart; emissary; bureaucrat; press officer; mediator; interlocutor; candidate; insider; incumbent; predecessor; successor; staffer; embassy employee; embassy worker; embassy staffer; embassy staff member""",
    "LEG": "senator; lawmaker; congressman; congresswoman; parliamentarian; deputy; legislator; mp",
    "MIL": "general; commander; colonel; major; admiral; captain; officer; lieutenant; sergeant; soldier; marshal; pilot; serviceman; servicewoman; lieutenant general; major general; brigadier general; lieutenant colonel; military official; defence official; veteran; trooper; marine",
    "MED": "journalist; photojournalist; producer; news editor; reporter; correspondent; anchor; host; columnist; commentator; blogger; news anchor; cameraman; photographer; presenter; interviewer; broadcaster",
    "JUD": "judge; justice",
    "OPP": "opposition leader; opposition politician; dissident",
    "REB": "rebel; insurgent; militant; separatist; warlord; jihadist; jihadi; terrorist; fighter; militiaman; rebel leader; rebel commander; extremist; islamist; guerrilla",
    "CVL": """resident; civilian; protester; demonstrator; citizen; villager; local; witness; lawyer; eyewitness;
        survivor; victim; teacher; farmer; worker; student; voter; doctor; nurse; activist; volunteer; prisoner;
        detainee; hostage; inmate; man; woman; child; boy; girl; mother; father; son; daughter; wife; husband; brother; sister; businessman; people; relative; neighbor; neighbour; paramedic; medic; medical worker; rescuer; rescue worker; emergency worker; receptionist; suspect; migrant; passenger; player; bystander; person; pensioner; attorney; dissenter; supporter; patient; evacuee; employee""",
    "NGO": "human rights activist; aid worker; monitor; observer; humanitarian worker; rescue service; campaigner",
    "REF": "refugee; asylum seeker; displaced person",
    "SPY": "intelligence official; intelligence officer; spy; agent; intelligence source",
    "BUS": "executive; banker; investor; trader; oligarch; billionaire; tycoon; economist; entrepreneur",
    "REL": "cleric; ayatollah; priest; bishop; imam; grand ayatollah; rabbi; mullah; sheikh",
    "PTY": "republican; democrat; conservative; liberal; hardliner; hard-liner",
    "IGO": "peacekeeper; inspector; un official; u.n. official",
    "": "analyst; expert; source; critic; professor; scholar; researcher; scientist; political scientist; historian; author; specialist; fellow; senior fellow; academic; pollster; author; ally; observer; strategist; theorist; lecturer; mercenary; member; respondent; leader of the opposition; pundit; opponent; figure; skeptic; proponent; other",
}
_STATE: Final = {
    "GOV": """government; administration; regime; junta; military government; interim government; transitional government; military junta; ruling junta; coup leaders; authorities; ministry; cabinet; presidency;
        foreign ministry; defence ministry; defense ministry; interior ministry; state department; embassy; consulate;
        foreign office; ministry of foreign affairs; ministry of defence; ministry of defense; defense department;
        department of state; department of defense; treasury; treasury department; justice department;
        delegation; negotiating team; leadership; side; presidential office; presidential administration; foreign affairs ministry; energy ministry; health ministry; finance ministry; emergency ministry;
        security council; national security council; emergency service; security service; security services; intelligence; intelligence service; intelligence services;
        intelligence agency; intelligence community; department; commerce department; energy department; coast guard; police; border guard; general staff; state; diplomacy; oval office; federation; nation; country; homeland; republic; kingdom; central bank""",
    "MIL": """army; military; military administration; force; forces; troops; troop; air force; navy; armed forces; armed force; defence forces; defense forces;
        air defence; air defense; air defences; air defenses; military command; ground forces; high command; southern command; military intelligence; special forces; security forces; occupation forces; black sea fleet; fleet; invaders; invader; occupier; occupiers; warplane; fighter jet; soldiery; aggressor; artillery; warship; battalion; brigade; revolutionary guards; revolutionary guard; revolutionary guard corps; regime forces; government forces; army general staff; air force command""",
}
_GROUPS: Final = {
    "GOV": "world power; world powers; western power; power; powers; allies; nations; countries; states; foreign ministers; envoys; western countries; partners; partner; great powers; regime supporters; member state; negotiators; european powers; western powers; european countries; arab states; gulf states",
    "REB": "militia; militias; rebels; separatists; insurgents; militants; armed group; rebel group; faction; gunman; gunmen; rebel fighter; armed opposition; armed faction; paramilitaries; paramilitary; dissident faction; cartel; clan",
    "MIL": "prisoner of war; prisoners of war; pow; pro-government forces; crew",
    "OPP": "opposition; resistance; opposition group",
    "CVL": "public; crowd; protesters; population; family; families; community; loved one; civil society; crowds; pro-democracy protesters; masses; household; parent; guest; team member; passerby; inhabitant; the public; young people; youth; marcher; marchers; protestor; protestors; trader; shopkeeper; monk; union; trade union; indigenous group; herder; tribe; reservist; striker; depositor; fisherman; fishermen; smuggler; pilgrim",
    "MED": "media; state media; press; news outlet; outlet; local media; news media; state-run media; social media users",
    "": "coalition; alliance; bloc; group; organisation; organization; proxies; proxy; movement; experts; backers; international community; team; squad; camp; panel; majority; western allies; delegates",
}
_ORGANISATIONS: Final = {
    "LEG": "parliament; congress; senate; house; duma; state duma; knesset; verkhovna rada; rada; majlis; house of representatives; national assembly; legislature; committee; foreign relations committee; foreign affairs committee; federation council; bundestag; house of commons; upper house; lower house",
    "JUD": "court; tribunal; supreme court; international criminal court; prosecutors",
    "MED": "news agency; state news agency; newspaper; television; state television; state tv; tv; channel; tv channel; broadcaster; daily; website; magazine; paper; radio; state-run news agency; state broadcaster; news site; news channel; wire service; network",
    "BUS": "company; bank; firm; operator; corporation; plant; nuclear power plant",
    "IGO": "agency; nuclear watchdog; watchdog; un; security council; world body; nuclear agency; u.n. nuclear watchdog; military alliance; general assembly",
    "NGO": "charity; rights group; human rights group; think tank; monitoring group; aid group; human rights organization; observatory; institute; foundation; university; humanitarian organisation; aid agency; monitor group; war monitor; research group; relief organization; humanitarian organization; ngo; white helmets; civil defence; civil defense",
    "PTY": "party; ruling party; communist party; opposition party",
}
_DOCUMENTS: Final = "statement; joint statement; communique; declaration; joint declaration; document; letter; report; press release; readout; resolution; tweet; post; article; poll; survey; transcript; memo"
_COUNTRIES: Final = {
    "secretary of state": "USA", "press secretary": "USA", "defence secretary": "USA",
    "secretary of defence": "USA", "treasury secretary": "USA", "energy secretary": "USA",
    "homeland security secretary": "USA", "commerce secretary": "USA",
    "attorney general": "USA", "house speaker": "USA", "senator": "USA", "congressman": "USA",
    "congresswoman": "USA", "majority leader": "USA", "minority leader": "USA",
    "state department": "USA", "defence department": "USA", "treasury department": "USA",
    "justice department": "USA", "commerce department": "USA", "energy department": "USA",
    "oval office": "USA", "national security council": "USA", "intelligence community": "USA",
    "republican": "USA", "democrat": "USA", "foreign secretary": "GBR", "foreign office": "GBR",
    "congress": "USA", "senate": "USA", "house of representatives": "USA", "bundestag": "DEU",
    "state duma": "RUS", "duma": "RUS", "federation council": "RUS", "verkhovna rada": "UKR",
    "rada": "UKR", "knesset": "ISR", "majlis": "IRN", "supreme leader": "IRN",
    "ayatollah": "IRN", "grand ayatollah": "IRN", "pope": "VAT", "pontiff": "VAT",
    "house of commons": "GBR", "revolutionary guard": "IRN", "revolutionary guards": "IRN",
    "black sea fleet": "RUS", "secretary general": "IGO", "foreign policy chief": "EUU",
    "high representative": "EUU", "us congress": "USA",
}  # fmt: skip
_GOV_SECRETARY: Final = "secretary of state; secretary of defence; secretary of defense; foreign secretary; defense secretary; defence secretary; press secretary; treasury secretary; energy secretary; commerce secretary; homeland security secretary; secretary of homeland security; home secretary"

ABBREVIATIONS: Final = {
    "sen.": "senator", "sens.": "senator", "rep.": "congressman", "reps.": "congressman",
    "gen.": "general", "lt.": "lieutenant", "col.": "colonel", "gov.": "governor",
    "maj.": "major", "adm.": "admiral", "capt.": "captain", "sgt.": "sergeant",
    "prof.": "professor", "amb.": "ambassador", "brig.": "general", "pres.": "president",
    "min.": "minister", "fm": "foreign minister", "pm": "prime minister",
    "lt. gen.": "general", "maj. gen.": "general", "lt. col.": "colonel",
}  # fmt: skip
"""Abbreviated titles before a name."""

HONORIFICS: Final = {
    "mr": "m", "mr.": "m", "sir": "m", "lord": "m", "mrs": "f", "mrs.": "f", "ms": "f",
    "ms.": "f", "miss": "f", "madam": "f", "lady": "f", "dame": "f", "dr": None, "dr.": None,
    "sayyid": "m", "sheikh": "m", "hajj": "m", "baroness": "f", "seyyed": "m",
}  # fmt: skip
"""Honorifics before a name, lower case, and the gender that they tell."""

TITLE_WORDS: Final = frozenset(
    "former deputy vice first acting foreign defence special chief national security senior nuclear top press "
    "interior finance energy prime supreme general executive policy minister presidential economic "
    "military permanent human rights director intelligence state high political affairs spokesperson".split()
)
"""Words that stay in the title of an office when they stand before its noun."""

TOP_OFFICES: Final = frozenset(
    "president; prime minister; supreme leader; chancellor; king; emir; leader; queen; crown prince; "
    "dictator; ruler; head of state; strongman; pope; secretary general; premier; emperor".split(
        "; "
    )
)
"""Who "the Russian leader" or "the French head of state" can be."""

GENERIC_TITLES: Final = frozenset(
    "minister secretary adviser envoy spokesperson chief negotiator director general commander "
    "chairperson head ambassador governor diplomat official representative aide".split()
)
"""Short titles that may stand for a longer one: "the minister" for the foreign minister."""

_SYNONYMS: Final = {
    "spokesman": "spokesperson", "spokeswoman": "spokesperson", "defense": "defence", "advisor": "adviser",
    "premier": "prime minister", "chairman": "chairperson", "chairwoman": "chairperson",
    "chair": "chairperson", "organization": "organisation", "secretary-general": "secretary general",
    "director-general": "director general", "emissary": "envoy",
}  # fmt: skip
_FOREIGN_MINISTER: Final = frozenset({
    "top diplomat", "minister of foreign affairs", "foreign affairs minister", "diplomat",
    "chief diplomat", "foreign secretary",
})  # fmt: skip


def same_title(words: str) -> str:
    """The title in one spelling: lower case, British, without gender, hyphens as blanks."""
    parts = words.lower().replace(" - ", "-").split()
    return " ".join(_SYNONYMS.get(p, p) for p in parts).replace("-", " ")


def _lexicon() -> dict[str, Noun]:
    out: dict[str, Noun] = {}

    def put(cls: NounClass, sector: str, words: str) -> None:
        for entry in words.split(";"):
            word = same_title(" ".join(entry.split()))
            out.setdefault(word, Noun(word, cls, sector or None, _COUNTRIES.get(word)))

    put("office", "GOV", _GOV_SECRETARY)
    tables: tuple[tuple[NounClass, dict[str, str]], ...] = (
        ("office", _OFFICES), ("state", _STATE), ("organisation", _ORGANISATIONS),
        ("group", _GROUPS), ("person", _PERSONS),
    )  # fmt: skip
    for cls, table in tables:
        for sector, words in table.items():
            put(cls, sector, words)
    put("document", "", _DOCUMENTS)
    return out


NOUNS: Final = _lexicon()
"""Every noun and fixed phrase that stands for an actor."""

LONGEST_NOUN: Final = max(len(words.split()) for words in NOUNS)

_IRREGULAR: Final = {
    "men": "man", "women": "woman", "children": "child", "spokesmen": "spokesperson",
    "spokeswomen": "spokesperson", "spokespeople": "spokesperson", "gunmen": "gunman",
    "people": "people", "media": "media", "businessmen": "businessman", "wives": "wife",
    "congressmen": "congressman", "servicemen": "serviceman", "militiamen": "militiaman",
}  # fmt: skip


@lru_cache(maxsize=4096)
def noun(words: str) -> tuple[Noun, bool] | None:
    """The noun that the words are and whether they are plural; None if they are none."""
    low = same_title(words)
    if low in ABBREVIATIONS:
        return NOUNS[ABBREVIATIONS[low]], False
    front, _, last = low.rpartition(" ")
    if last in _IRREGULAR:
        found = NOUNS.get(f"{front} {_IRREGULAR[last]}".strip())
        return None if found is None else (found, True)
    plural = low.endswith("s") and not low.endswith("ss") and low not in _SINGULAR_IN_S
    if plural:
        for single in (low[:-1], low[:-3] + "y" if low.endswith("ies") else "", low[:-2]):
            if single in NOUNS:
                return NOUNS[single], True
    found = NOUNS.get(low)
    return None if found is None else (found, plural)


_SINGULAR_IN_S: Final = frozenset({"congress", "press", "armed forces", "white helmets", "majlis"})


def title_fits(asked: str, held: str) -> bool:
    """Whether somebody who holds the office ``held`` may be called by ``asked``."""
    asked, held = same_title(asked), same_title(held)
    if asked == held:
        return True
    if asked in ("leader", "head of state"):
        return held in TOP_OFFICES
    if asked in TOP_OFFICES and held in ("leader", "head of state"):
        return True
    if asked in _FOREIGN_MINISTER:
        return held in _FOREIGN_MINISTER or held in ("foreign minister", "secretary of state")
    if asked in GENERIC_TITLES:
        longer = held.endswith(" " + asked) or held.startswith(asked + " of ")
        return longer and held not in TOP_OFFICES
    return held.endswith(" " + asked) and asked not in TOP_OFFICES


_ORG_WORDS: Final = {
    "MED": "news times post press tv television radio journal agency media newspaper herald guardian tribune cnn reuters daily telegraph broadcasting today observer independent magazine network correspondent channel",
    "LEG": "parliament congress senate duma rada knesset committee assembly caucus bundestag",
    "JUD": "court tribunal",
    "NGO": "institute foundation university center centre council observatory watch society crescent cross amnesty association club initiative defence fund school think helmets college forum",
    "BUS": "inc corp company bank group ltd oil energy airlines corporation gas industries",
    "MIL": "army brigade corps battalion regiment fleet command guards guard battlegroup",
    "PTY": "party",
    "REB": "front brigades militia ahrar jihad jaish hezbollah liberation",
    "IGO": "nations union organisation organization commission alliance",
}  # fmt: skip
_ORG_SECTOR: Final = {w: s for s, words in _ORG_WORDS.items() for w in words.split()}


def organisation_sector(name: str) -> str | None:
    """The sector that the words of an organisation's name tell, its last words first."""
    for word in reversed(name.lower().replace(".", "").split()):
        sector = _ORG_SECTOR.get(word)
        if sector is not None:
            return sector
    return None


@lru_cache(maxsize=4096)
def gender_of_title(words: str) -> str | None:
    """``m`` or ``f`` where an honorific or a title tells."""
    last = words.lower().split()[-1] if words else ""
    if last in HONORIFICS:
        return HONORIFICS[last]
    if last.endswith("woman") or last in ("queen", "mother", "wife", "daughter", "sister", "girl"):
        return "f"
    if (last.endswith("man") and last != "human") or last in (
        "king", "emir", "pope", "father", "husband", "son", "brother", "boy", "imam", "ayatollah",
    ):  # fmt: skip
        return "m"
    return None
