"""Proposals: what is on the table, under its names, with its moves and terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from parley.extract.proposals.gathering import MOST
from parley.records import Article, Extraction, Proposal
from parley.spans import inside

ByRule = Callable[[str], tuple[Article, Extraction]]

OWN = Path(__file__).with_name("steps.tsv")
"""Sentences that no weight was fitted to, each with the step that it tells."""


def one(found: tuple[Article, Extraction], kind: str) -> Proposal:
    """The only proposal of its kind."""
    (proposal,) = [p for p in found[1].proposals if p.kind == kind]
    return proposal


def test_a_ceasefire_from_offer_to_answer(by_rule: ByRule) -> None:
    found = by_rule(
        "The United States proposed a 30-day cease-fire on Tuesday. Ukraine accepted the cease-fire the same "
        "evening. Russia rejected the truce."
    )
    steps = [(str(s.step), s.by) for s in one(found, "ceasefire").steps]
    assert steps == [("proposed", ("usa",)), ("accepted", ("ukr",)), ("rejected", ("rus",))]


def test_two_in_a_headline_agree_and_their_host_does_not(by_rule: ByRule) -> None:
    found = by_rule(
        "Chad, Sudan agree to a truce. The truce was reached at a meeting hosted by Kenya."
    )
    steps = [(str(s.step), set(s.by)) for s in one(found, "ceasefire").steps]
    assert ("accepted", {"tcd", "sdn"}) in steps
    assert all("ken" not in by for _, by in steps)


def test_a_name_has_both_of_its_quotation_marks(by_rule: ByRule) -> None:
    found = by_rule("Chad rejected the 'lasting' truce on Monday.")
    assert one(found, "ceasefire").name == "the 'lasting' truce"


def test_the_speaker_of_a_refusal_makes_the_move(by_rule: ByRule) -> None:
    found = by_rule('"We reject this proposal," Egypt said.')
    (step,) = one(found, "other").steps
    assert (str(step.step), step.by, step.asserted_by) == ("rejected", ("egy",), None)


def test_who_reports_a_move_of_others_asserts_it(by_rule: ByRule) -> None:
    found = by_rule("France said on Monday that Iran had rejected the nuclear deal.")
    (step,) = one(found, "other").steps
    assert (step.by, step.asserted_by) == (("irn",), "fra")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Iran demanded that sanctions be lifted.", "sanctions"),
        ("Ukraine proposed a prisoner swap to Russia.", "exchange"),
        ("Peru signed a trade deal with Chile.", "economic-deal"),
        ("Poland demanded security guarantees.", "guarantee"),
        ("Sudan rejected a peace plan of Egypt.", "peace-deal"),
        ("Iran and Oman agreed to resume talks.", "talks"),
        ("Kenya called for an end to the airstrikes.", "ceasefire"),
        ("Iran rejected the demand to halt enrichment.", "other"),
    ],
)
def test_kinds(by_rule: ByRule, text: str, kind: str) -> None:
    assert [str(p.kind) for p in by_rule(text)[1].proposals] == [kind]


def test_a_bare_deal_is_the_one_that_was_named(by_rule: ByRule) -> None:
    found = by_rule(
        "Peru and Chile signed a trade agreement in Lima. The deal was rejected by Bolivia. "
        "Brazil praised the agreement."
    )
    (proposal,) = found[1].proposals
    assert len(proposal.mentions) == 3
    assert [str(s.step) for s in proposal.steps] == ["signed", "rejected", "accepted"]


def test_the_name_is_the_fullest_phrase_that_does_not_judge(by_rule: ByRule) -> None:
    found = by_rule(
        "Israel rejected the agreement with Iran. It is a very bad and dangerous deal, Israel said. "
        "Iran accepted the deal."
    )
    assert one(found, "other").name == "the agreement with Iran"


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Norway proposed a 30-day cease-fire.", ("duration", "30-day", "P30D")),
        ("Norway proposed a ceasefire on the Black Sea.", ("scope", "the Black Sea", None)),
        (
            "Russia accepted the ceasefire from March 20.",
            ("start", "March 20", "2025-03-20"),
        ),
        (
            "Iran will sign a deal if sanctions are lifted.",
            ("condition", "if sanctions are lifted", None),
        ),
    ],
)
def test_terms(by_rule: ByRule, text: str, term: tuple[str, str, str | None]) -> None:
    article, extraction = by_rule(text)
    found = [
        (t.kind, t.span.of(article.text), t.value) for p in extraction.proposals for t in p.terms
    ]
    assert term in found


def test_a_summit_of_an_alliance_and_a_village_are_no_proposals(by_rule: ByRule) -> None:
    _, extraction = by_rule("Leaders met at the NATO summit. Shells hit the settlement of Arlovo.")
    assert extraction.proposals == ()


def test_ids_are_unique_and_evidence_is_a_sentence(by_rule: ByRule) -> None:
    article, extraction = by_rule(
        "Iran rejected the nuclear deal, the prisoner swap and the ceasefire. Iran rejected the nuclear deal, "
        "the prisoner swap and the ceasefire."
    )
    steps = [s for p in extraction.proposals for s in p.steps]
    assert len(steps) >= 4
    assert len({s.id for s in steps}) == len(steps)
    assert all(inside(s.evidence, len(article.text)) for s in steps)
    assert {s.evidence.of(article.text)[-1] for s in steps} == {"."}
    assert all(0 < s.confidence < 1 for s in steps)


def test_sentences_of_our_own_are_understood(by_rule: ByRule) -> None:
    rows = [
        line.split("\t")
        for line in OWN.read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    right: Counter[str] = Counter()
    for step, sentence in rows:
        found = {str(s.step) for p in by_rule(sentence)[1].proposals for s in p.steps}
        right[step] += step in found or (step == "none" and not found)
    assert right.total() >= 0.73 * len(rows), right


def test_truces_for_the_sea_and_for_the_grid_are_two(by_rule: ByRule) -> None:
    found = by_rule(
        "Peru proposed a truce at sea on Monday. Chile accepted an energy truce on Tuesday. Peru rejected the truce."
    )
    threads = {p.key: [str(s.step) for s in p.steps] for p in found[1].proposals}
    assert threads["ceasefire-energy"] == ["accepted", "rejected"]
    assert threads.keys() == {"ceasefire-sea", "ceasefire-energy"}


def test_a_memorandum_is_about_peace(by_rule: ByRule) -> None:
    found = by_rule("Kenya presented a draft memorandum to Sudan.")
    assert [str(p.kind) for p in found[1].proposals] == ["peace-deal"]


def test_in_exchange_for_is_no_swap_of_prisoners(by_rule: ByRule) -> None:
    found = by_rule(
        "Chad wanted Mali to give it rare earths in exchange for helping its war effort."
    )
    assert [str(p.kind) for p in found[1].proposals] == ["economic-deal"]


def test_what_is_refused_is_no_assent(by_rule: ByRule) -> None:
    found = by_rule(
        "Peru agreed on Monday to halt its raids but refused to endorse the full ceasefire that Chile had proposed."
    )
    assert [str(s.step) for s in one(found, "ceasefire").steps] == ["rejected"]


@pytest.mark.parametrize(
    ("sentence", "step"),
    [
        ("Egypt is ready to sign the water agreement with Ethiopia.", "accepted"),
        ("Egypt and Ethiopia agreed to conclude the water agreement soon.", "accepted"),
        ("Egypt and Ethiopia will sign the water agreement on Friday.", "expected"),
        ("Egypt and Ethiopia signed the water agreement on Friday.", "signed"),
        ("Jordan urged Yemen to accept the truce.", "proposed"),
        ("Jordan's envoy arrived in Sanaa with the American truce proposal.", "presented"),
        ("Jordan's government said that no truce had been agreed.", None),
    ],
)
def test_what_is_only_foreseen_wanted_or_denied_is_not_done(
    by_rule: ByRule, sentence: str, step: str | None
) -> None:
    found = [str(s.step) for p in by_rule(sentence)[1].proposals for s in p.steps]
    assert found in ([step] if step else [], ["proposed", step])


def test_a_plan_for_a_truce_is_the_truce(by_rule: ByRule) -> None:
    found = by_rule("Yemen was willing to accept a Swiss proposal for an immediate 20-day truce.")
    assert [str(p.kind) for p in found[1].proposals] == ["ceasefire"]


def test_what_is_done_in_a_deal_is_the_deal(by_rule: ByRule) -> None:
    found = by_rule("Yemen and Jordan exchanged 80 prisoners on Monday in a deal mediated by Oman.")
    (proposal,) = found[1].proposals
    words = [found[0].text[m.start : m.end] for m in proposal.mentions]
    assert words == ["exchanged 80 prisoners", "a deal mediated by Oman"]


def test_who_agrees_with_an_idea_has_not_proposed_it(by_rule: ByRule) -> None:
    found = by_rule("Yemen agreed with the idea of a 20-day truce in Aden but set out conditions.")
    assert [str(s.step) for s in one(found, "ceasefire").steps] == ["accepted"]


@pytest.mark.parametrize(
    "sentence",
    ["Peru may act on its own initiative.", "Peru promised to ease restrictions on women."],
)
def test_what_is_no_proposal(by_rule: ByRule, sentence: str) -> None:
    assert not by_rule(sentence)[1].proposals


@pytest.mark.parametrize(
    ("sentence", "step"),
    [
        ("It is time to resume talks with Chile, Peru said.", "proposed"),
        ("Pressure is growing on Peru to accept the truce.", "proposed"),
        ("Peru insists that Chile abandon the truce.", "proposed"),
        ("Peru abandoned the truce on Monday.", "suspended"),
    ],
)
def test_what_others_ought_to_do_is_asked_of_them(
    by_rule: ByRule, sentence: str, step: str
) -> None:
    found = [str(s.step) for p in by_rule(sentence)[1].proposals for s in p.steps]
    assert found == [step]


@pytest.mark.parametrize(
    "sentence",
    [
        "No convoy has come since May, when fighting resumed after a five-month truce.",
        "Peru resumed strikes on Chile on Monday, ending a two-month truce.",
    ],
)
def test_fighting_that_resumes_ends_the_truce(by_rule: ByRule, sentence: str) -> None:
    found = by_rule(sentence)
    assert [str(s.step) for s in one(found, "ceasefire").steps] == ["suspended"]


def test_talks_of_other_parties_are_others(by_rule: ByRule) -> None:
    found = by_rule(
        "Peru and Chile held trade talks in Lima on Monday. Peace talks between Chad and Sudan stalled in Cairo. "
        "The talks between Egypt and Yemen resumed in Doha."
    )
    sides = [sorted({k for s in p.steps for k in s.by}) for p in found[1].proposals]
    assert sides == [["chl", "per"], ["sdn", "tcd"], ["egy", "yem"]]


def test_a_deal_of_another_year_is_another(by_rule: ByRule) -> None:
    found = by_rule("Iran rejected a new nuclear deal. Iran had signed the 2015 nuclear deal.")
    assert {p.key for p in found[1].proposals} == {"other", "other-2015"}


def test_what_is_settled_is_no_demand(by_rule: ByRule) -> None:
    found = by_rule(
        "Iran accepted the nuclear deal. Iran demanded that sanctions be lifted. Israel rejected the deal."
    )
    steps = {p.key: [str(s.step) for s in p.steps] for p in found[1].proposals}
    assert steps == {"other": ["accepted", "rejected"], "sanctions": ["proposed"]}


def test_it_is_the_proposal_that_was_named(by_rule: ByRule) -> None:
    found = by_rule("Peru accepted a ceasefire on Monday. Chile rejected it on Tuesday.")
    steps = [(str(s.step), s.by) for s in one(found, "ceasefire").steps]
    assert steps == [("accepted", ("per",)), ("rejected", ("chl",))]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Chad rejected Kenya's demand for a ceasefire.", ("proposed", {"ken"})),
        ("Chad rejected Kenyan demands to halt enrichment.", ("proposed", {"ken"})),
        ("Chad broke a ceasefire brokered by Kenya and Egypt.", ("proposed", {"ken", "egy"})),
        ("Chad suspended the trade deal signed with Kenya in May.", ("signed", {"ken"})),
    ],
)
def test_a_name_tells_its_own_steps(
    by_rule: ByRule, sentence: str, told: tuple[str, set[str]]
) -> None:
    steps = [(str(s.step), set(s.by)) for p in by_rule(sentence)[1].proposals for s in p.steps]
    assert told in steps
    assert len(steps) > 1


def test_what_befalls_a_truce_is_no_bystanders_doing(by_rule: ByRule) -> None:
    found = by_rule("Egypt said on Monday that aid was late. A truce collapsed while Kenya waited.")
    assert [(str(s.step), s.by) for s in one(found, "ceasefire").steps] == [("suspended", ())]


def test_who_is_accused_of_breaking_a_truce_broke_it(by_rule: ByRule) -> None:
    found = by_rule("Peru accused Chile of violating the truce that took effect on Monday.")
    (step,) = one(found, "ceasefire").steps
    assert (str(step.step), step.by, step.asserted_by) == ("violated", ("chl",), "per")


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("Peru's minister accused Chile of repeated violations of the ceasefire.", ("chl",)),
        ("Peru and Chile accuse each other of violating the ceasefire.", ("per", "chl")),
        ("Peru's army said that the attack violated the ceasefire.", ()),
    ],
)
def test_whose_breach_it_is(by_rule: ByRule, sentence: str, by: tuple[str, ...]) -> None:
    (step,) = one(by_rule(sentence), "ceasefire").steps
    assert (str(step.step), step.by) == ("violated", by)


def test_a_bare_demand_is_what_was_demanded(by_rule: ByRule) -> None:
    found = by_rule("Chad demanded the release of prisoners on Monday. Niger rejected the demand.")
    steps = [(str(s.step), s.by) for s in one(found, "exchange").steps]
    assert steps == [("proposed", ("tcd",)), ("rejected", ("ner",))]


def test_who_speaks_of_talks_sets_the_condition(by_rule: ByRule) -> None:
    found = by_rule("Peru's president said that talks with Chile must be only about water.")
    assert all("chl" not in s.by for p in found[1].proposals for s in p.steps)


def test_who_urges_makes_the_proposal(by_rule: ByRule) -> None:
    found = by_rule("Pakistan urged India to return to the talks.")
    assert [(str(s.step), s.by) for s in one(found, "talks").steps] == [("proposed", ("pak",))]


def test_what_would_be_done_under_a_deal_is_not_done(by_rule: ByRule) -> None:
    found = by_rule("Yemen said it would free ten soldiers under the deal if Oman agrees.")
    assert "implemented" not in [str(s.step) for p in found[1].proposals for s in p.steps]


@pytest.mark.parametrize(
    "sentence",
    [
        "Peru and Chile spoke about fish in the framework of the Alliance.",
        "Peru praised the summit of the Pacific Alliance.",
        "Peru rejected reports of strikes on positions held by its forces.",
        "Peru supports initiatives for the poor and agreements of all kinds.",
        "Nobody in Lima spoke of Peru's demands.",
        "Global oil demand rose, Peru said.",
        "Peru said that the West should give Chile more weapons.",
        "Peru and Chile held phone talks.",
        "The war between Peru and Chile ended in a truce.",
        "The company is involved with the military and civil use of nuclear energy in Peru.",
    ],
)
def test_what_only_sounds_like_a_proposal(by_rule: ByRule, sentence: str) -> None:
    assert by_rule(sentence)[1].proposals == ()


def test_who_rejects_in_a_headline_is_who_stands_before(by_rule: ByRule) -> None:
    found = by_rule("Russia rejects truce, Ukraine seeks talks")
    assert [(str(s.step), s.by) for s in one(found, "ceasefire").steps] == [("rejected", ("rus",))]


def test_an_article_has_no_end_of_talks(by_rule: ByRule) -> None:
    places = (
        "Peru Chile Chad Sudan Egypt Yemen Oman Qatar Kenya Mali Niger Ghana Cuba Haiti".split()
    )
    text = " ".join(
        f"The talks between {a} and {b} stalled." for a in places for b in places if a < b
    )
    keys = [p.key for p in by_rule(text)[1].proposals]
    assert 1 < len(keys) == len(set(keys)) <= MOST


@pytest.mark.parametrize(
    ("sentence", "steps"),
    [
        ("Sudan is preparing to reject the 30-day truce.", ["expected"]),
        ("Sudan is likely to reject the truce proposal.", ["expected"]),
        ("Germany will oppose the ceasefire plan.", ["rejected"]),
        ("Chad denied that it had rejected the truce.", []),
        ("Kenya threatened sanctions if Somalia does not agree to a peace deal.", []),
        ("Asked about the peace plan, Sudan declined to comment.", []),
        ("The government will not give in to such demands, the spokesman said.", ["rejected"]),
    ],
)
def test_a_refusal_ahead_denied_or_on_a_condition(
    by_rule: ByRule, sentence: str, steps: list[str]
) -> None:
    found = by_rule(sentence)[1].proposals
    told = [str(s.step) for p in found if p.kind != "sanctions" for s in p.steps]
    assert told == steps


def test_an_answer_need_not_name_what_it_answers(by_rule: ByRule) -> None:
    found = by_rule("Egypt proposed a truce. Sudan agreed, but Chad refused.")
    steps = [(str(s.step), s.by) for s in one(found, "ceasefire").steps]
    assert steps == [("proposed", ("egy",)), ("accepted", ("sdn",)), ("rejected", ("tcd",))]


def test_who_is_punished_for_not_agreeing_did_not_agree(by_rule: ByRule) -> None:
    found = by_rule("Kenya imposed a fine on Chad for not agreeing to the truce.")
    assert [(str(s.step), s.by) for s in one(found, "ceasefire").steps] == [("rejected", ("tcd",))]


@pytest.mark.parametrize(
    "name",
    [
        "a deal with Ukraine to allow exports of grain from its ports",
        "an international deal that resumed exports of grain",
    ],
)
def test_what_a_deal_is_to_do_tells_what_it_is_about(by_rule: ByRule, name: str) -> None:
    assert one(by_rule(f"Russia signed {name}."), "economic-deal")


def test_the_deal_that_was_signed_is_the_one_just_named(by_rule: ByRule) -> None:
    found = by_rule("Chad proposed a minerals deal. Kenya welcomed the deal signed in May.")
    assert [p.kind for p in found[1].proposals] == ["economic-deal"]


@pytest.mark.parametrize(
    ("sentence", "step"),
    [
        ("Norway abandoned its call for a truce.", ("suspended", ("nor",))),
        ("In the trade deal signed on Monday, Chad and Kenya agreed to set up a fund.", ("signed", ("tcd", "ken"))),
        ("Deputies cited Norway's push for a truce.", ("proposed", ("nor",))),
        ("Peru criticized Chile for making excessive demands.", ("proposed", ("chl",))),
        ("Peru has received a truce proposal.", ("presented", ())),
        ("Talks between Peru and Chile were held in May. The talks resumed on Monday.", ("resumed", ("chl", "per"))),
    ],
)  # fmt: skip
def test_who_makes_the_move(
    by_rule: ByRule, sentence: str, step: tuple[str, tuple[str, ...]]
) -> None:
    found = by_rule(sentence)[1].proposals
    assert step in [(str(s.step), s.by) for p in found for s in p.steps]


def test_who_is_held_and_who_only_writes_makes_no_move(by_rule: ByRule) -> None:
    found = by_rule("The 40 prisoners were freed by Chad under a swap that was agreed in May.")
    assert all("prisoners" not in k for p in found[1].proposals for s in p.steps for k in s.by)


def test_who_acts_in_another_clause_does_not_make_the_move(by_rule: ByRule) -> None:
    found = by_rule("Chad and Sudan traded fire on Monday while the West pushes for a ceasefire.")
    assert all(s.by == () for s in one(found, "ceasefire").steps)


def test_a_peaceful_resolution_is_none_of_a_council(by_rule: ByRule) -> None:
    found = by_rule("Norway called for a peaceful resolution of the conflict in Sudan.")
    assert [p.kind for p in found[1].proposals] == ["peace-deal"]


def test_who_refuses_to_endorse_what_another_proposed_proposes_nothing(by_rule: ByRule) -> None:
    found = by_rule(
        "Peru agreed to stop strikes on dams but refused to endorse the full truce that Chile had proposed."
    )
    assert [(str(s.step), s.by) for s in one(found, "ceasefire").steps] == [("rejected", ("per",))]
