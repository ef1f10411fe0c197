"""Furniture by what a sentence says: the whole sentence (piece) in which a row matches is furniture.

Rows must hold against reports about politics: "full access", "a briefing", "terms and conditions", "your
support" and "become a member" are all said of wars and alliances. A sentence in a quotation is never
taken, and none with a reporting verb is taken for an appeal or a notice.
"""

from __future__ import annotations

import re
from typing import Final

from parley.clean.agencies import AGENCY
from parley.clean.marks import Rule, rule
from parley.records import FurnitureKind as K

_STORY = r"(?:report|story|article|piece|dispatch|post)"
_NAME = r"(?-i:[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3})"
_SITE = r"(?:telegram|facebook|twitter|instagram|youtube|whatsapp|linkedin|tiktok|threads|bluesky|x|google news|social media)"

_CREDITS: Final[tuple[Rule, ...]] = (
    rule(K.WIRE_CREDIT, "contribut", rf"contribut(?:ed|ing)\b(?: reporting| research| additional reporting)?[^.]{{0,30}}\bto this {_STORY}|"
         rf"contribut(?:ed|ing) (?:additional )?(?:reporting|research)\b|^\W*contributing ?:|"
         rf"(?:writers?|reporters?|correspondents?|journalists?|editors?|producers?|agencies|press|staff)\b[^.]{{0,160}}\bcontributed\.?$", "credit of contributors"),
    rule(K.WIRE_CREDIT, "reporting by|editing by|writing by|compiled by|edited by|written by", rf"^\W*additional reporting by\b|"
         rf"^\W*(?:reporting|writing|editing|compiled|edited|written|produced) by (?:{_NAME}|(?-i:{AGENCY}))(?:$|[;,.)]| and | in | editing)", "credit of reporters and editors"),
    rule(K.WIRE_CREDIT, "with |includes", rf"^\W*(?:with|includes) (?:additional )?(?:(?:reporting|files|inputs?|information|material) (?:from|by) (?:the )?(?:(?-i:{AGENCY})|{_NAME}|(?:news |wire )?(?:agencies|wires|services))|"
         rf"reports from (?:the )?(?:(?-i:{AGENCY})|(?:news |wire )?agencies))[^!?]{{0,80}}$", "credit of sources"),
    rule(K.WIRE_CREDIT, "with |from ", rf"^\((?:with|from) [^()]{{0,60}}(?:(?-i:{AGENCY})|agencies)[^()]{{0,40}}\)", "credit of agencies"),
    rule(K.WIRE_CREDIT, "wire|agenc", rf"{_STORY} (?:is|was|has been) (?:based|compiled|produced)\b[^.]{{0,40}}\b(?:wire|agenc)|^\W*source:? (?-i:[A-Z])[\w ,]{{1,40}}\bagencies$|^agencies contributed", "credit of agencies"),
    rule(K.WIRE_CREDIT, "supported by|funded by|made possible|produced", rf"^\W*this (?:reporting|{_STORY}|project|coverage) (?:was|is) (?:supported|funded|made possible|produced) (?:by|with|in)\b", "credit of supporters"),
    rule(K.ORIGINAL_PUBLISHER, "originally|first appeared|first published|appeared first|republished|reprinted|original article|original story",
         rf"^\W*(?:this|the) {_STORY} (?:(?:was|has been) )?(?:originally |first )+(?:appeared|published|written|ran|posted|reported)\b|\bappeared first (?:on|in)\b|"
         r"^\W*(?:republished|reprinted) (?:with permission )?(?:from|by)\b|read the original (?:article|story)|^originally published (?:by|in|on)", "credit of the original publisher"),
    rule(K.CORRECTION, "correction|editor's note|editors' note|clarification|earlier version|previous version|updated|corrected|amended|note to",
         rf"^\W*(?:corrections?|editor'?s'? note|clarification|note to (?:readers|editors))\b ?(?:\([^)]{{1,40}}\))? ?[:—–-]|(?:earlier|previous) version of this {_STORY}|"
         rf"^\W*this {_STORY} (?:has been|was|will be) (?:updated|corrected|amended|clarified)\b|^\W*this is a (?:breaking|developing) (?:news )?story\b", "correction or note"),
    rule(K.AUTHOR_BIO, "follow|email|e-mail|reach|contact|@", r"\b(?:follow|reach|contact|e-?mail|write to) (?:him|her|them|the authors?|(?-i:[A-Z]\w+(?: [A-Z]\w+){0,2}))\b[^!?]{0,60}(?:\bon (?:twitter|x|bluesky)\b|@\w+)|^\W*@\w{2,20}\W*$", "how to reach the author"),
)  # fmt: skip

_APPEALS: Final[tuple[Rule, ...]] = (
    rule(K.APPEAL, "newsletter|inbox|sign up|signing up|subscri", r"(?:sign(?:ing)? up|subscrib\w+)\b[^.!?]{0,120}\b(?:newsletters?|inbox|briefing|alerts|updates|channel)\b|\b(?:your|my) (?:e-?mail )?inbox\b|"
         r"newsletter brings you|\bour [\w ]{0,40}newsletters?\b|^get this delivered", "newsletter appeal"),
    rule(K.APPEAL, "by entering|by signing|by subscribing|by clicking|by submitting|by providing|by registering|by continuing", r"\bby (?:entering|signing up|subscribing|clicking|submitting|providing|registering|continuing)\b[^.!?]{0,120}\b(?:you|i) (?:agree|accept|consent|confirm|acknowledge)", "newsletter appeal"),
    rule(K.APPEAL, "opt-out|opt out|subscribed|unsubscribe|promotional|understand that you", r"opt[- ]out at any time|^you understand that you can$|^subscribed\b|successfully subscribed|unsubscribe (?:at )?any|promotional communications", "newsletter appeal"),
    rule(K.APPEAL, "subscri|to continue reading|left to read|free trial|unlimited digital", r"\bsubscribe (?:now|today|here|to (?:our|the|read|unlock|continue)\b|for (?:full|unlimited|free|\$|£|€))|(?:is|are) for subscribers only|^\W*subscribers? only\b|\bto continue reading\b|"
         r"of this article left to read|start your (?:free )?trial|unlimited digital access|^already (?:a subscriber|have an account)|subscription options", "paywall"),
    rule(K.APPEAL, "already a subscriber|already have an|want all of|reader mode|verify access|your account|trouble retrieving|patience|log in", r"already (?:a subscriber|have an account)\?|want all of [\w ]{2,30}\?|\breader mode\b|while we verify access|trouble retrieving the article|log ?in(?:to)? your [\w ]{1,20}account|^thank you for your patience\b|^(?:please )?log in to (?:read|view|comment)", "paywall"),
    rule(K.APPEAL, "tip", r"^\W*(?:send|submit|share|e-?mail)\b[^.]{0,40}\b(?:news )?tips?\b|\b(?:got|have) (?:a |any )?(?:confidential |anonymous )?(?:news |story )?tips?\?|send (?:us |story |news )+tips?\b|\btip us off\b", "tip appeal"),
    rule(K.APPEAL, "hear from you|contact us|get in touch|email us|e-mail us|write to us|have a story", r"we(?:'d| would)? (?:want|love|like) to hear from you|get in touch with (?:us|our)|^\W*(?:please )?(?:contact|e-?mail|write to|whatsapp) us\b|do you have (?:a story|information)[^.]{0,60}\b(?:us|our)\b", "tip appeal"),
    rule(K.APPEAL, "donat|support|contribut|journalism|paywall|patron|member|newsroom",
         r"your (?:donation|contribution|support|generosity|membership)\b[^.]{0,80}\b(?:journalis\w+|newsroom|reporting|reporters)\b|support (?:our|independent|quality|fearless|local) (?:journalism|reporting|newsroom|media)|"
         r"^\W*(?:please )?(?:become|consider becoming) (?:a|our) (?:member|subscriber|supporter|patron)\W*(?:today|now|of|$)|\bbecome our patron|we (?:believe|choose)[^.]{0,120}\b(?:journalism|paywalls?)\b|help us (?:keep|continue|fund)[^.]{0,60}\b(?:report|journal|news)|^\W*donate (?:now|today|here)", "donation appeal"),
    rule(K.APPEAL, "app", r"(?:download|get|install) (?:the|our) [\w .]{0,30}\bapp\b|available on (?:ios|android|the app store)", "app appeal"),
    rule(K.APPEAL, "follow|join|subscribe|find us|like us|notifications", rf"^\W*(?:and )?(?:follow|like|join|find) (?:us|our|@\w+)[^.!?]{{0,80}}\b(?:on {_SITE}|coverage|channel|updates|community|page)\b|^subscribe to [^.!?]{{0,80}}\bchannel|^subscribe [^.!?]{{0,40}} on {_SITE}\b|"
         rf"^follow (?:[^.!?]{{2,40}} on {_SITE}\b|(?:live|the latest) (?:updates|coverage))|^follow (?:live|the ap's)\b|turn on notifications|^follow @\w+", "asks to follow"),
    rule(K.APPEAL, "click here|tap here", r"^[\W]*(?:click|tap) here (?:to|for)\b", "asks to click"),
    rule(K.APPEAL, "thought-provoking|get the latest|don't miss|dont miss|won't spam|wont spam|join the", r"join thought-provoking conversations|^join the conversation\b|^get (?:all )?the (?:latest|breaking) [^.]{0,140}(?:and more|content|updates|news|headlines)\b|don'?t miss (?:out )?(?:on )?(?:the latest|our)|we won'?t spam", "newsletter appeal"),
    rule(K.APPEAL, "while you're here|editors", r"^while you(?:'re| are) here\b|every (?:day|week|monday|tuesday|wednesday|thursday|friday), [\w ]{2,30} editors|^(?:a message from|dear readers)\b", "newsletter appeal"),
)  # fmt: skip

_NOTICES: Final[tuple[Rule, ...]] = (
    rule(K.MENU, "cookie", r"(?:uses?|accept|reject|manage|consent to|allow|store) (?:all |necessary )?(?:the use of )?cookies|cookie (?:settings|preferences|consent)|we and our partners", "notice about cookies"),
    rule(K.MENU, "browser|javascript", r"(?:your|a) (?:web )?browser (?:does not|doesn't|that supports)|enable javascript|upgrad\w+ (?:to a|your) (?:web )?browser|in your browser settings", "notice about the browser"),
    rule(K.MENU, "notifications|refresh|logged in", r"notifications can be managed|please refresh (?:the|your) (?:page|browser)|automatically logged in", "notice about logging in"),
    rule(K.MENU, "p.o. box|po box|toll-free|toll free|accessible to all|closed captioning|audience relations|box ", r"p\.?o\.? box \d+|^box \d+ station|toll[- ]free\b[^.]{0,40}[:\d]|products that are accessible to all|closed captioning and|^audience relations", "address of the outlet"),
    rule(K.MENU, "stock quotes|a division of|contains only a portion", r"stock quotes, and market data|^a division of\b|website contains only a portion of the news", "notice"),
    rule(K.READ_MORE, "top headlines|clicking on", r"^check out (?:what's|our)\b[^.]{0,60}\b(?:on|at|here)\b|top headlines are here", "points to another story"),
    rule(K.READ_MORE, "read our|for more|more on|see also|read more|related:|watch:|find more", r"^read our (?:full )?(?:coverage|live|latest|explainer)|^for more (?:on|news|coverage|information|stories)\b[^.]{0,60}\b(?:visit|click|see|follow|read|go to|here)\b|^find more (?:of|on)\b[^.]{0,40}\b(?:coverage|at|here)\b|^(?:read more|see also|read also|related|watch|more)\s?:\s[^.]{3,160}$", "points to another story"),
)  # fmt: skip

_LEGAL: Final[tuple[Rule, ...]] = (
    rule(K.COPYRIGHT, "©|copyright|(c)", r"©|\bcopyright (?:©|\(c\)|\d{4}|by\b|(?-i:[A-Z]))|\(c\) \d{4}", "copyright line"),
    rule(K.COPYRIGHT, "all rights reserved", r"all rights reserved", "copyright line"),
    rule(K.COPYRIGHT, "may not be", rf"(?:material|{_STORY}|content|text) may not be (?:published|reproduced|republished|redistributed|copied|broadcast)", "copyright line"),
    rule(K.COPYRIGHT, "reprint|republish|syndicat|licensing", r"reprint permission|permission to (?:reprint|republish)|syndication services|purchase licensing rights|^reprinted with\b", "copyright line"),
    rule(K.COPYRIGHT, "legal statement|privacy|terms of|cookie policy", r"^\W*legal statement\W*$|\bprivacy (?:policy|notice)\b|\bterms of (?:use|service)\b|\bcookie policy\b", "legal line"),
    rule(K.COPYRIGHT, "market data|quotes displayed|etf data|factset|real-time snapshot|data also provided|delayed", r"market data provided by|quotes displayed in real-?time|etf data provided|powered and implemented by|^factset digital|real-time snapshot|data (?:is|are) delayed at least|data also provided by", "legal line"),
    rule(K.COPYRIGHT, "views expressed|opinions expressed|not necessarily", r"(?:views|opinions) expressed (?:in this (?:article|commentary|piece|op-ed)|here|by the (?:author|writer))|not necessarily (?:reflect|represent) (?:the|those|our)[^.]{0,60}(?:editorial|position|publisher|owner)", "disclaimer"),
    rule(K.COPYRIGHT, "thomson reuters trust", r"the thomson reuters trust principles", "legal line"),
    rule(K.COPYRIGHT, "external sites|external links", r"not responsible for the content of external (?:sites|links)", "disclaimer"),
)  # fmt: skip

SENTENCES: Final[tuple[Rule, ...]] = (*_CREDITS, *_APPEALS, *_NOTICES, *_LEGAL)

NEIGHBOUR_OF_APPEAL: Final = re.compile(
    r"\b(?:journalis\w+|newsroom|paywalls?|readers|quality news|we|our|on the ground when|reporters on the ground|donat\w+)\b",
    re.IGNORECASE,
)
"""What the sentences around a donation appeal talk of."""

WHATEVER_FOLLOWS: Final[tuple[str, ...]] = (
    "having trouble retrieving the article content",
    "of this article left to read",
    "subscribe to continue reading",
    "this article is for subscribers only",
)
"""Words of a paywall: nothing of the article comes after them."""

LIST_FOLLOWS: Final[tuple[str, ...]] = (
    "related news", "related articles", "related stories", "related topics", "more stories", "most read", "most popular",
    "read also", "recommended stories", "you may also like", "you might also like", "trending now", "top stories",
    "more on this story", "explore more on these topics", "suggested topics", "latest news", "more from ", "editors' picks", "editors’ picks",
)  # fmt: skip
"""Words over a list of other headlines, which runs to the end where no report follows."""
