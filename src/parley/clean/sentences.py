"""Furniture by what a sentence says: the whole sentence (piece) in which a row matches is furniture.

A sentence with a reporting verb is never taken by an appeal: reports quote appeals.
"""

from __future__ import annotations

from typing import Final

from parley.clean.agencies import AGENCY
from parley.clean.marks import Rule, rule
from parley.records import FurnitureKind as K

_OUR = r"(?:our|the|this|your|a|any|its)"
_STORY = r"(?:report|story|article|piece|dispatch|post)"

SENTENCES: Final[tuple[Rule, ...]] = (
    # Copyright and legal lines
    rule(K.COPYRIGHT, "©|copyright|(c)", r"©|\bcopyright (?:©|\(c\)|\d{4}|by\b|[A-Z])|\(c\) \d{4}", "copyright line"),
    rule(K.COPYRIGHT, "all rights reserved", r"all rights reserved", "copyright line"),
    rule(K.COPYRIGHT, "may not be", rf"(?:material|{_STORY}|content|text) may not be (?:published|reproduced|republished|redistributed|copied|broadcast)", "copyright line"),
    rule(K.COPYRIGHT, "reprint|republish|syndicat", r"reprint permission|permission to (?:reprint|republish)|syndication services", "copyright line"),
    rule(K.COPYRIGHT, "legal statement|privacy|terms of|cookie policy", r"^\W*legal statement\W*$|privacy (?:policy|notice)|terms (?:of (?:use|service)|and conditions|& conditions)|cookie policy", "legal line"),
    rule(K.COPYRIGHT, "market data|quotes displayed|etf data|factset|real-time snapshot|data also provided|delayed", r"market data provided by|quotes displayed in real-?time|etf data provided|powered and implemented by|^factset digital|real-time snapshot|data (?:is|are) delayed at least|data also provided by", "legal line"),
    rule(K.COPYRIGHT, "views expressed|opinions expressed|editorial", r"(?:views|opinions) expressed (?:in this|here|by)|not necessarily (?:reflect|represent) (?:the|those|our)[^.]{0,60}(?:editorial|policy|views?|position|publisher|owner)", "disclaimer"),
    rule(K.COPYRIGHT, "thomson reuters trust|our standards", r"our standards: ?the thomson reuters trust principles", "legal line"),
    rule(K.COPYRIGHT, "hyperlinks are included|external sites|not responsible", r"not responsible for the content of external (?:sites|links)", "disclaimer"),
    # Newsletters, subscriptions, apps
    rule(K.APPEAL, "newsletter|inbox|briefing|alerts", r"(?:sign(?:ing)? up|subscrib\w+|deliver\w*|get|receive|join)\b[^.!?]{0,120}\b(?:newsletters?|inbox|briefing|e-?mail alerts|news alerts)\b|newsletter brings you|get this delivered", "newsletter appeal"),
    rule(K.APPEAL, "by entering|by signing|by subscribing|by clicking|by submitting|by providing", r"by (?:entering your|signing up|subscribing|clicking|submitting|providing)\b[^.!?]{0,80}\byou\b|by subscribing i accept|by signing up,? you|by (?:entering|clicking)[^.!?]{0,120}\byou (?:agree|accept|consent|confirm)", "newsletter appeal"),
    rule(K.APPEAL, "opt-out|opt out|subscribed|unsubscribe|promotional", r"you can\s+opt[- ]?out|^subscribed\b|successfully subscribed|unsubscribe (?:at )?any|promotional communications|agree to\s+receive", "newsletter appeal"),
    rule(K.APPEAL, "subscri|to continue reading|left to read|full access", r"subscribe (?:now|today|here|to (?:our|the|read|unlock|continue)|for (?:full|unlimited|free|\$|£|€))|(?:is|are) for subscribers only|subscribers? only\b|to continue reading\b|of this article left to read|start your (?:free )?trial|unlimited (?:digital )?access", "paywall"),
    rule(K.APPEAL, "already a subscriber|already have|want all of|reader mode|verify access|log into|trouble retrieving|enable javascript", r"already (?:a subscriber|have an account)|want all of [\w ]{2,30}\?|reader mode|while we verify access|trouble retrieving the article|log ?in(?:to)? your [\w ]{1,20}account|enable javascript", "paywall"),
    rule(K.APPEAL, "tip", r"\b(?:send|submit|got|have) (?:us )?(?:a |an |your )?(?:confidential |anonymous )?(?:news )?tips?\b[^.]{0,80}(?:[.?!]|$)|\btip (?:line|us off)", "tip appeal"),
    rule(K.APPEAL, "hear from you|contact us|get in touch|email us|write to us|story idea", r"we(?:'d| would)? (?:want|love|like) to hear from you|get in touch with (?:us|our)|(?:contact|e-?mail|write to|whatsapp) us (?:at|on|via|with|by|here)|do you have (?:a story|information)[^.]{0,60}\b(?:us|our)\b", "tip appeal"),
    rule(K.APPEAL, "donat|support|contribut|journalism|paywall|member", r"your (?:donation|contribution|support|generosity|membership)\b[^.]{0,60}\b(?:us|our|allow|help|keep|make|journal)|support (?:our|independent|quality|fearless|local) (?:journalism|reporting|newsroom|work)|become a (?:member|subscriber|supporter|patron)\b|we (?:believe|choose)[^.]{0,120}\b(?:journalism|paywalls?)|help us (?:keep|continue|fund|report)", "donation appeal"),
    rule(K.APPEAL, "app", r"(?:download|get|install) (?:the|our) [\w .]{0,30}\bapp\b|available on (?:ios|android|the app store)", "app appeal"),
    rule(K.APPEAL, "follow|join us|subscribe|telegram|instagram|youtube|facebook", r"^(?:and )?(?:follow|like|join|find) (?:us|our|@\w+)[^.!?]{0,140}\b(?:on|coverage|channel|updates|page|telegram|instagram|facebook|twitter|x|youtube)\b|^subscribe to [^.!?]{0,80}\bchannel|^follow (?:live|the latest) (?:updates|coverage)|^follow live\b|turn on notifications", "asks to follow"),
    rule(K.APPEAL, "click here|tap here", r"^[\W]*(?:click|tap) here (?:to|for)\b", "asks to click"),
    rule(K.APPEAL, "thought-provoking|get the latest|don't miss|dont miss|won't spam|wont spam", r"join (?:thought-provoking|the) conversations?|^get the latest [^.]{0,140}(?:and more|content|updates|news)\b|don'?t miss (?:out )?(?:on )?(?:the|our)|we won'?t spam", "newsletter appeal"),
    rule(K.APPEAL, "while you're here", r"^while you(?:'re| are) here\b|every (?:day|week|monday|tuesday|wednesday|thursday|friday), [\w ]{2,30} editors", "newsletter appeal"),
    rule(K.APPEAL, "patience", r"^thank you for your patience\b", "notice"),
    # Notices of pages
    rule(K.MENU, "cookie", r"(?:uses?|accept|reject|manage|consent to|allow) (?:all )?(?:the use of )?(?:cookies|tracking)|cookie (?:settings|preferences|consent)", "notice about cookies"),
    rule(K.MENU, "browser|javascript", r"(?:your|a) (?:web )?browser (?:does not|doesn't|that supports)|enable javascript|upgrad\w+ (?:to a|your) (?:web )?browser|in your browser settings", "notice about the browser"),
    rule(K.MENU, "notifications|refresh|logged in", r"notifications can be managed|please refresh (?:the|your)|automatically logged in", "notice about logging in"),
    rule(K.MENU, "p.o. box|po box|toll-free|toll free|accessible to all|closed captioning|audience relations", r"p\.?o\.? box \d+|toll[- ]free\b[^.]{0,40}[:\d]|products that are accessible to all|closed captioning and|^audience relations", "address of the outlet"),
    rule(K.MENU, "stock quotes|a division of|business and financial news", r"stock quotes, and market data|^a division of\b", "menu"),
    # Credits
    rule(K.WIRE_CREDIT, "contribut", rf"contribut(?:ed|ing)\b[^.]{{0,30}}(?:\bto (?:this|the) {_STORY}|\breporting|\bresearch)|^\W*contributing\b ?:|(?:writers?|reporters?|correspondents?|journalists?|editors?|producers?|agencies|press|cnn|staff)\b[^.]{{0,160}}\bcontributed\.?$", "credit of contributors"),
    rule(K.WIRE_CREDIT, "reporting by|editing by|writing by|compiled by|edited by", r"^\W*(?:additional |further )?(?:reporting|writing|editing|compiled|edited|written) by [A-Z][\w .'’-]+", "credit of reporters and editors"),
    rule(K.WIRE_CREDIT, "with reporting|with files|with input|with information|with additional|with agenc|with material", r"^\W*(?:with|includes?) (?:additional )?(?:reporting|files?|inputs?|information|material|reports?|agency|agencies)\b(?: (?:from|by|of)\b[^!?]{2,120})?", "credit of sources"),
    rule(K.WIRE_CREDIT, "with ", rf"^\((?:with|from) [^()]{{0,60}}(?-i:{AGENCY}|[Aa]gencies)[^()]{{0,40}}\)", "credit of agencies"),
    rule(K.WIRE_CREDIT, "wire service|wire reports|wire services|agencies", rf"{_STORY} (?:is|was|has been) (?:based|compiled|produced)\b[^.]{{0,40}}\b(?:wire|agenc)|^\W*source:? [^.]{{2,40}}\bagencies\b|^agencies contributed", "credit of agencies"),
    rule(K.WIRE_CREDIT, "supported by the|in partnership with|made possible", rf"^\W*this (?:reporting|{_STORY}|project|coverage) (?:was|is) (?:supported|funded|made possible|produced)\b", "credit of supporters"),
    rule(K.ORIGINAL_PUBLISHER, "originally|first appeared|first published|appeared first|republished|original article", rf"^\W*(?:this|the) {_STORY} (?:(?:was|has been) )?(?:originally |first )+(?:appeared|published|written|ran|posted|reported)\b|\bappeared first (?:on|in)\b|^\W*(?:republished|reprinted) (?:with permission )?(?:from|by)\b|read the original (?:article|story)|^originally published (?:by|in|on)", "credit of the original publisher"),
    # Corrections
    rule(K.CORRECTION, "correction|editor's note|editors' note|clarification|earlier version|has been updated|was updated|corrected|amended", rf"^\W*(?:corrections?|editors?'s? note|editors' note|clarification|note to (?:readers|editors))\b ?(?:\([^)]{{1,40}}\))? ?[:—–-]|(?:earlier|previous) version of this {_STORY}|^\W*this {_STORY} (?:has been|was) (?:updated|corrected|amended|clarified|edited)\b", "correction or note"),
    rule(K.READ_MORE, "read our|for more|more on|see also|read more|related:", r"^read our (?:full )?(?:coverage|live|latest|explainer)|^for more (?:on|news|coverage|information|stories)\b[^.]{0,60}\b(?:visit|click|see|follow|read|go to|here)\b|^(?:read more|see also|read also|related|watch|more)\s?:\s[^.]{3,160}$", "points to another story"),
)  # fmt: skip

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
)  # fmt: skip
"""Words over a list of other headlines, which runs to the end where no report follows."""
