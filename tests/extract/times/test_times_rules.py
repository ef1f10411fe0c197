"""One row a rule and more: every sentence is invented, read on Wednesday 12 March 2025."""

from __future__ import annotations

from datetime import date

import pytest

from parley.extract.times.rules import RULES, compile_rule
from parley.extract.times.times import find_times
from parley.spans import Span

PUBLISHED = date(2025, 3, 12)

# rule, sentence with the expression in brackets, TIMEX3 type, value
EXAMPLES = [
    ("iso-day", "The file is dated [2025-03-11].", "DATE", "2025-03-11"),
    ("slash-day", "The form says [3/11/25].", "DATE", "2025-03-11"),
    ("slash-day", "The form says [25/3/2024].", "DATE", "2024-03-25"),
    ("month-day-year", "The treaty was signed on [March 11, 2025].", "DATE", "2025-03-11"),
    ("month-day-year", "They met on [Sunday, March 9, 2025].", "DATE", "2025-03-09"),
    ("month-day-year", "They met on [Sept. 5, 2014].", "DATE", "2014-09-05"),
    ("day-month-year", "It took effect on [11 March 2025] in Geneva.", "DATE", "2025-03-11"),
    ("day-month-year", "It took effect on [the 5th of September, 2014].", "DATE", "2014-09-05"),
    ("month-day", "The envoys met on [March 3].", "DATE", "2025-03-03"),
    ("month-day", "The envoys met on [Dec. 20].", "DATE", "2024-12-20"),
    ("month-day", "The envoys will meet on [Oct. 2].", "DATE", "2025-10-02"),
    ("day-month", "The envoys met on [3 March].", "DATE", "2025-03-03"),
    ("range-end", "Talks ran from March 3 to [5] in Doha.", "DATE", "2025-03-05"),
    ("range-start", "Talks ran from [3]-5 March in Doha.", "DATE", "2025-03-03"),
    ("holiday", "They hope to sign before [Christmas].", "DATE", "2025-12-25"),
    ("holiday", "The truce began on [Christmas Day] and ended soon.", "DATE", "2024-12-25"),
    ("holiday", "They will meet after [Easter].", "DATE", "2025-04-20"),
    ("holiday", "The vote was held on [Election Day].", "DATE", "2024-11-05"),
    ("moon-holiday", "The truce held during [Ramadan].", "DATE", "XXXX"),
    ("nine-eleven", "The law passed after [9/11].", "DATE", "2001-09-11"),
    ("night-into", "Drones struck the port [overnight on March 10].", "TIME", "2025-03-09TNI"),
    ("week-of", "They met in [the week of March 3].", "DATE", "2025-W10"),
    ("month-year", "The invasion began in [February 2022].", "DATE", "2022-02"),
    ("month-year", "It began in [late February 2022].", "DATE", "2022-02"),
    ("month", "Elections took place in [January].", "DATE", "2025-01"),
    ("month", "Elections took place in [November].", "DATE", "2024-11"),
    ("month", "Elections will take place in [November].", "DATE", "2025-11"),
    ("month", "They met [last August].", "DATE", "2024-08"),
    ("month", "They met in [August last year].", "DATE", "2024-08"),
    ("quarter", "Output fell in [the third quarter of 2024].", "DATE", "2024-Q3"),
    ("quarter", "Output fell in [the fourth quarter].", "DATE", "2024-Q4"),
    ("year-quarter", "Output fell in [last year's third quarter].", "DATE", "2024-Q3"),
    ("quarter-code", "Output fell in [Q3 2024].", "DATE", "2024-Q3"),
    ("half", "Output grew in [the first half of 2024].", "DATE", "2024-H1"),
    ("season", "Fighting flared [last summer].", "DATE", "2024-SU"),
    ("season", "Fighting will flare in [the summer of 2025].", "DATE", "2025-SU"),
    ("year", "The war began in [2014].", "DATE", "2014"),
    ("year", "Spending doubled in [fiscal 1989].", "DATE", "1989"),
    ("year", "The bridge must open by [the end of 2027].", "DATE", "2027"),
    ("short-year", "The class of ['89] met again.", "DATE", "1989"),
    ("spelt-year", "It happened in [nineteen ninety-seven].", "DATE", "1997"),
    ("spelt-year", "It happened in [the year two thousand].", "DATE", "2000"),
    ("decade", "The dispute began in [the 1980s].", "DATE", "198"),
    ("decade", "The dispute began in [the late '90s].", "DATE", "199"),
    ("decade", "The dispute began in [the seventies].", "DATE", "197"),
    ("century", "The border dates from [the 19th century].", "DATE", "18"),
    ("weekday", "The ministers met on [Tuesday].", "DATE", "2025-03-11"),
    ("weekday", "The ministers met on [Wednesday].", "DATE", "2025-03-12"),
    ("weekday", "The ministers will meet on [Friday].", "DATE", "2025-03-14"),
    ("weekday", "They agreed to meet on [Friday].", "DATE", "2025-03-14"),
    ("weekday", "A summit is expected on [Monday].", "DATE", "2025-03-17"),
    ("weekday", "They had met [last Friday].", "DATE", "2025-03-07"),
    ("weekday", "They meet [next Tuesday].", "DATE", "2025-03-18"),
    ("weekday-s", "The truce was praised in [Tuesdays] statement.", "DATE", "2025-03-11"),
    ("near-day", "The envoy left [yesterday].", "DATE", "2025-03-11"),
    ("near-day", "The envoy will leave [tomorrow].", "DATE", "2025-03-13"),
    ("part-of-day", "Shelling resumed on [Sunday night].", "TIME", "2025-03-09TNI"),
    ("part-of-day", "Shelling resumed [yesterday morning].", "TIME", "2025-03-11TMO"),
    ("this-part", "He spoke [this morning].", "TIME", "2025-03-12TMO"),
    ("this-part", "He spoke [last night].", "TIME", "2025-03-11TNI"),
    ("tonight", "He will speak [tonight].", "TIME", "2025-03-12TNI"),
    ("tonight", "Drones hit the depot [overnight].", "TIME", "2025-03-11TNI"),
    ("clock", "The truce begins at [3 p.m. EST].", "TIME", "2025-03-12T15:00"),
    ("clock", "The truce begins at [14:30 GMT].", "TIME", "2025-03-12T14:30"),
    ("clock-day", "The guns fell silent at [noon Tuesday].", "TIME", "2025-03-11T12:00"),
    ("clock-day", "It was signed at [10:35 a.m. on March 3, 2024].", "TIME", "2024-03-03T10:35"),
    ("part-day", "They left in the [afternoon on Tuesday].", "TIME", "2025-03-11TAF"),
    ("this-unit", "They met [last month].", "DATE", "2025-02"),
    ("this-unit", "They met [earlier this week].", "DATE", "2025-W11"),
    ("this-unit", "They will meet [early next year].", "DATE", "2026"),
    ("this-unit", "Trade shrank in [the current quarter].", "DATE", "2025-Q1"),
    ("that-unit", "He spoke on March 3, 2022. [Later that month] he resigned.", "DATE", "2022-03"),
    ("ago", "The envoy resigned [two days ago].", "DATE", "2025-03-10"),
    ("ago", "The envoy resigned [nearly three years ago].", "DATE", "2022"),
    ("ago", "The ban ends [two weeks from now].", "DATE", "2025-W13"),
    ("later", "They met on March 3. [Two days later] he resigned.", "DATE", "2025-03-05"),
    ("later", "They met in 2020. He had resigned [a year earlier].", "DATE", "2019"),
    ("that-day", "They met on March 3. [The next day] he resigned.", "DATE", "2025-03-04"),
    ("that-day", "They met on March 3. He resigned [that day].", "DATE", "2025-03-03"),
    ("that-part", "They met on March 3. [The next morning] he left.", "TIME", "2025-03-04TMO"),
    ("year-ago", "Exports rose from [the year-ago quarter].", "DATE", "2023-Q4"),
    ("latest", "Exports rose in [the latest quarter].", "DATE", "2024-Q4"),
    ("the-unit", "They met over [the weekend].", "DATE", "2025-W10-WE"),
    ("the-unit", "Exports for [the full year] will fall.", "DATE", "2025"),
    ("the-year", "Exports for [the year] ended March 31 rose.", "DURATION", "P1Y"),
    ("year-end", "The troops must leave by [year-end].", "DATE", "2025-12-31"),
    ("year-end", "The plan ends at [the end of the year].", "DATE", "2025"),
    ("present", "Talks are [now] under way.", "DATE", "PRESENT_REF"),
    ("past", "He [recently] met the envoy.", "DATE", "PAST_REF"),
    ("future", "They want peace in [the future].", "DATE", "FUTURE_REF"),
    ("rate", "The train makes three trips [a week].", "SET", "P1W"),
    ("length", "The war has lasted for [three years].", "DURATION", "P3Y"),
    ("length", "They talked for [more than two hours].", "DURATION", "PT2H"),
    ("length", "They talked for [several days].", "DURATION", "PXD"),
    ("length", "He waited [two and a half hours].", "DURATION", "PT2H30M"),
    ("length", "The feud is [four decades] long.", "DURATION", "P40Y"),
    ("length-hyphen", "Both sides want a [30-day] cease-fire.", "DURATION", "P30D"),
    ("length-a", "He was held for [a year and a half].", "DURATION", "P1Y6M"),
    ("length-near", "Nothing moved in [the past three years].", "DURATION", "P3Y"),
    ("length-near", "They will meet in [the next few days].", "DURATION", "PXD"),
    ("recent-units", "Nothing moved in [recent weeks].", "DURATION", "PXW"),
    ("past-day", "Five people died over [the past day].", "DURATION", "P1D"),
    ("length-vague", "The siege lasted for [months].", "DURATION", "PXM"),
    ("while", "They waited [a while].", "DURATION", "PXX"),
    ("every-unit", "They meet [every two weeks].", "SET", "P2W"),
    ("every-unit", "Buses come [every day].", "SET", "P1D"),
    ("every-named", "They meet [every Tuesday].", "SET", "XXXX-WXX-2"),
    ("plural-named", "They meet on [Mondays].", "SET", "XXXX-WXX-1"),
    ("plural-named", "They meet on [Tuesday nights].", "SET", "XXXX-WXX-2TNI"),
    ("adverb", "The monitors report [daily].", "SET", "P1D"),
    ("times-a", "They met [twice a month].", "SET", "P1M"),
]


def test_every_rule_has_an_example():
    assert {rule for rule, *_ in EXAMPLES} == {r.name for r in RULES}
    assert len({r.name for r in RULES}) == len(RULES)


@pytest.mark.parametrize(("rule", "marked", "kind", "value"), EXAMPLES)
def test_rule(read, rule, marked, kind, value):
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    pattern = next(compile_rule(r) for r in RULES if r.name == rule)
    group = "it" if "it" in pattern.groupindex else 0
    spans = [m.span(group) if m[group] else m.span() for m in pattern.finditer(text)]
    assert (start, end) in spans, f"{rule} does not match the words"
    found = {t.span: t for t in find_times(read(text), PUBLISHED)}
    assert Span(start, end) in found, f"found only {[s.of(text) for s in found]}"
    mention = found[Span(start, end)]
    assert (mention.type, mention.value) == (kind, value)
