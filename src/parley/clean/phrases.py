"""Furniture by its exact words: whole lines, and phrases that stand alone between sentences.

Every row is tried against the text with no-break spaces as spaces and curly apostrophes as straight ones.
A phrase must begin where a line, a sentence or a wide gap begins, and be followed by the end of the line
or by what can begin a sentence; so "Advertisement" is found where it is glued between two sentences and
not in "Advertisement revenue fell".
"""

from __future__ import annotations

import re
from typing import Final

from parley.clean.agencies import AGENCY
from parley.clean.marks import Rule, rule
from parley.records import FurnitureKind as K

_BUTTON = (
    r"(?:share|tweet|print|e-?mail|facebook|twitter|whatsapp|telegram|linkedin|reddit|pinterest|messenger|instagram|"
    r"youtube|share this (?:article|story|post)|link copied!?|link|copy link|copy url|copied|pocket|flipboard|save|bookmark|comments?|bluesky|threads|x|rss|"
    r"like|follow|views? ?:? ?[\d,]+|\d[\d,.]*k? (?:shares|views|comments))"
)

PHRASES: Final[tuple[Rule, ...]] = (
    # Share bars
    rule(K.SHARE_BAR, "share|tweet|print|mail|facebook|twitter|whatsapp|copy|save|view",
         rf"{_BUTTON}(?:[ |,/·•]{{1,3}}{_BUTTON})+", "share buttons"),
    rule(K.SHARE_BAR, "share", r"(?:read or )?share (?:this|the) (?:story|article|post|page|news|link)(?: (?:on|via) \w+)?"
         r"(?:: ?https?://\S+)?", "asks to share"),
    rule(K.SHARE_BAR, "share", r"share (?:on|via|to|with) (?:facebook|twitter|x|whatsapp|telegram|linkedin|email|e-mail|reddit|your friends)",
         "asks to share"),
    rule(K.SHARE_BAR, "twitter.com|t.co/", r"pic\.twitter\.com/\w+|https?://t\.co/\w+", "link of an embedded post"),
    # Advertising
    rule(K.ADVERTISING, "advert", r"[-–—]? ?advertisement(?: [-–—])?(?: supported by(?: (?:news )?analysis| opinion| guest essay)?)?"
         r"(?: newsletter)?", "advertising label"),
    rule(K.ADVERTISING, "advertising", r"advertising", "advertising label"),
    rule(K.ADVERTISING, "sponsored|promoted|paid", r"sponsored content|promoted content|paid (?:content|post)", "advertising label"),
    rule(K.ADVERTISING, "continue", r"(?:story|article) continue[sd]? below(?: (?:this )?(?:advertisement|ad|video|image)\b)?|scroll to continue"
         r"(?: with content)?", "advertising label"),
    # Read more
    rule(K.READ_MORE, "read full|read the full", r"read (?:the )?full (?:news|story|article|report)(?: (?:in|on|at) [\w ]{1,30})?", "points to the full text"),
    rule(K.READ_MORE, "read also|also read|read more|read next", r"(?:read also|also read|read more|read next|learn more)", "read-more label"),
    rule(K.READ_MORE, "slideshow|gallery", r"slideshow \(\d+ images?\)|(?:view|open|see) (?:photo )?gallery", "gallery label"),
    # Menus, players, notices
    rule(K.MENU, ":", r"(?:\d{1,2}:\d{2}(?::\d{2})?(?: live)?[ ]+){1,}\d{1,2}:\d{2}(?::\d{2})?(?: live)?", "running times of videos"),
    rule(K.MENU, ":", r"\d{1,2}:\d{2}(?=[ ]+[A-Z][a-z]+ [A-Z][a-z]+ \|)", "running time of a video"),
    rule(K.MENU, "skip to", r"skip to (?:main )?(?:content|navigation)", "navigation"),
    rule(K.MENU, "min", r"\d{1,2}[ -]min(?:ute)?s?[ -]read", "reading time"),
    rule(K.MENU, "listen|audio", r"listen to (?:this|the) (?:article|story)(?: ?[·|•]? ?\d+(?::\d+)?(?: min(?:ute)?s?)?)?|getting your trinity audio player ready\.*",
         "audio player"),
    rule(K.MENU, "play|video", r"(?:play|watch) video|video player is loading\.?|this is a modal window\.?|now playing|playback speed", "video player"),
    rule(K.MENU, "video", r"to view this video please enable javascript, and consider upgrading to a web browser that supports html5 video\.?",
         "video player"),
    rule(K.MENU, "transcript", r"transcript(?: \[[^\]]{1,60}\])?", "video player"),
    rule(K.MENU, "refresh|log", r"(?:(?:please )?refresh (?:the|your) (?:page|browser)(?: or navigate to another page on the site)? to be (?:automatically )?logged in){1,4}",
         "notice about logging in"),
    rule(K.MENU, "notifications", r"notifications can be managed in browser preferences\.?", "notice about the browser"),
    rule(K.MENU, "subscribers only|réservé", r"subscribers only(?: feature)?|article réservé aux abonnés", "subscription label"),
    rule(K.MENU, "list of", r"list \d+ of \d+|(?:list of \d+ items)|end of list|\(item \d+ of \d+\)", "list label of a page reader"),
    # Appeals
    rule(K.APPEAL, "sign up", r"sign up (?:now |here |today )?(?:for|to) (?:our |the |its )?(?:free )?(?:daily |weekly |morning |breaking news )?(?:e-?mail )?"
         r"(?:newsletters?|alerts|briefing|updates)(?: manage newsletters)?(?: here)?", "newsletter appeal"),
    rule(K.APPEAL, "click here", r"click here (?:to|for) [^.!?]{3,80}?(?=$|\s{2}|[.!] )", "asks to click"),
    rule(K.APPEAL, "click here", r"(?-i:CLICK HERE (?:TO|FOR)(?: [A-Z]+\b){1,12})", "asks to click"),
    rule(K.APPEAL, "follow us|join us|download", r"(?:follow|join) us on \w+[!.]?(?: follow our coverage [^.!?]{3,80}[.!]?)?|download (?:the|our) (?:free )?[\w ]{0,20}app[!.]?",
         "asks to follow"),
    rule(K.APPEAL, "subscribe|log in", r"already a subscriber\? log in\.?|want all of [\w ]{3,30}\? subscribe\.?", "subscription appeal"),
    rule(K.COPYRIGHT, "licensing rights", r"purchase licensing rights(?:, opens new tab)?", "copyright line"),
    # Credits
    rule(K.WIRE_CREDIT, "agencies", r"agencies(?: contributed(?: to this (?:report|story|article))?)?(?: read also)?(?=\s*$)", "credit to agencies"),
    rule(K.WIRE_CREDIT, "source", r"source:? (?-i:[A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,3})(?:,? and (?:news )?agencies)?(?=\s*$| related)", "credit to a source"),
    rule(K.WIRE_CREDIT, "source:", r"[(\[]source: [^()\[\]]{2,80}[)\]]", "credit to a source"),
    rule(K.BYLINE, "special to", r"special to (?:the )?(?-i:[A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,3})(?=\s*$)", "byline of a guest"),
)  # fmt: skip

LINES: Final[tuple[Rule, ...]] = (
    rule(K.SHARE_BAR, "share|twitter|facebook|print|mail|comment|copy|save|whatsapp|telegram", _BUTTON, "share button"),
    rule(K.ADVERTISING, "ad|promo|supported", r"ads?|ad feedback|promo(?:tion)?|supported by|after newsletter promotion|[-–—* ]*ad(?:vertisement)?[-–—* ]*", "advertising label"),
    rule(K.READ_MORE, "more|read|see|watch|related|also|listen|photos|explained|opinion|background|video|timeline|depth|pictures|recommended|picks",
         r"[▶►•*→>| ]{0,3}(?:read|see|watch|listen|more|read also|also read|see also|read more|read next|more on this|more from|related|related (?:story|article|news|coverage|topics?)|"
         r"recommended|don't miss|editors?'? ?picks?|in pictures|photos|explained|live updates|opinion|background|timeline|video|in depth)\s?[:|.…]{1,3}\s?\S.{0,250}", "points to another story"),
    rule(K.READ_MORE, "watch|read|listen|see", r"(?-i:(?:WATCH|READ|LISTEN|SEE)(?: THE)?(?: [A-Z0-9’'‘:,&-]+){3,40})", "points to another story"),
    rule(K.RELATED, "more on this|topics of interest|recommended|related|trending|most read|most popular|also like|latest|stories",
         r"(?:more on this\.*|other topics of interest|recommended(?: stories| for you| reading)?|related(?: (?:news|stories|articles|content|topics|posts|links))?|trending(?: now)?|"
         r"most (?:read|popular|viewed)|you (?:may|might) also like|(?:the )?latest (?:news|stories)|top stories|more stories|up next|keep reading)\b[:.…]*(?: \S.{0,350})?", "related stories"),
    rule(K.RELATED, "tags|topics|keywords|filed under", r"(?:tags|topics|keywords|filed under|more about|categories)\s?:?\s\S.{0,250}", "topic tags"),
    rule(K.MENU, "home|menu|search|log|sign|subscribe|news|listen|close|live|play|video|opinion|world|analysis|loading|toggle|back|next|previous",
         r"(?:home|menu|search|log ?in|sign in|sign up|subscribe|register|my account|news|world|politics|opinion|analysis|news analysis|explainer|live|listen|close|play|video|videos|photos|"
         r"loading\.*|toggle caption|back to top|next|previous|about us|contact us|advertise|careers|help|faq|sections?|more|newsletters?|feature|exclusive|breaking(?: news)?|audio|podcasts?)", "menu entry"),
    rule(K.MENU, ">|»|/|›", r"home ?(?:[>»/›|] ?[\w &-]{2,40}){1,6}", "breadcrumbs"),
    rule(K.MENU, "█|■|▇", r"[█■▇▪◼]{1,4}\s?.{1,80}", "legend of a map"),
    rule(K.MENU, "_|*|-|—|#|•", r"(?:##? )?[_*=~•·–—-]{2,40}", "ruling"),
    rule(K.MENU, "democracy dies|see all topics|explore more|reuse this|view image|item|summary|gift|reading list|fullscreen|bookmark|opens new tab",
         r"democracy dies in darkness|see all topics|explore more on these topics|reuse this content|view image in fullscreen|gift(?: article)?|save articles to read later[^.]{0,80}\.?|add to (?:favou?rites|bookmarks)|opens (?:in )?(?:a )?new (?:tab|window)", "menu entry"),
    rule(K.MENU, "list|summary|published|updated|comment|accept|reject|min|skip past|appreciate|x|email",
         r"end of list|summary|x|published|updated|(?:leave|post|add) a comment|comments?(?: ?\(\d+\))?|\d+ (?:view )?comments?|(?:accept|reject)(?: all)?|\d{1,2} min(?:ute)?s?|"
         r"skip past [\w ]{3,30}|you appreciate our journalism|your email address will not be published\.?.{0,80}", "menu entry"),
    rule(K.RELATED, "more from|picks|in:", r"more (?:from|on|about) [^.!?]{2,40}|editors?'? ?s?'? picks|in: [^.!?]{2,80}", "related stories"),
    rule(K.WIRE_CREDIT, "source:|with |text by", rf"sources?: .{{2,90}}|with (?-i:{AGENCY})(?: and (?-i:{AGENCY}))?|(?:text|video) by:? .{{2,60}}|/ ?[\w ]{{2,25}} news", "credit to a source"),
    rule(K.BYLINE, "@|end", r"[\w.+-]{2,40}@[\w.-]{3,40}|[(\[]end[)\]]", "address or end mark of the desk"),
    rule(K.MENU, "topic|tag|around the", r"(?:related|suggested) topics:?|around the bbc|more on this story|topics in this article", "menu entry"),
    rule(K.SHARE_BAR, "share|link", r"(?:click here to )?share (?:on|to|via) social media.{0,40}|(?:copy|short)(?: article)? (?:link|url)|share toggle|link copied.{0,20}", "share button"),
    rule(K.AUTHOR_BIO, "avatar|author:|about", r"(?:avatar )?author: .{2,80}|(?:our )?(?:correspondent|journalist)s?: .{2,80}", "who the author is"),
    rule(K.MENU, ":|replay|watched", r"(?-i:JUST WATCHED|MUST WATCH|NOW PLAYING|WATCH LIVE)\b.{0,150}|replay more videos \.*|[^.!?]{5,120} \d{1,2}:\d{2}", "video player"),
    rule(K.READ_MORE, "/", r"[^.!?]{3,100}\b(?:[a-z0-9-]{2,20}\.[a-z]{2,4}|https?://\S{4,60})/\S{3,40}", "points to a page"),
    rule(K.CAPTION, "toggle caption|enlarge this image|hide caption", r"(?:enlarge this image )?(?:toggle|hide) caption\b.{0,400}|enlarge this image.{0,400}", "caption of an image"),
    rule(K.CAPTION, "image|media", r"(?:image|media) (?:source|caption|credit),? ?.{0,400}", "caption of an image"),
    rule(K.CAPTION, "caption|photo|picture|file", r"(?:caption|photo|pictured|picture|in this photo|file photo|file pic)\s?[:|]\s?\S.{0,400}", "caption of an image"),
    rule(K.CAPTION, "close", r"(?-i:CLOSE) \S.{20,400}", "caption of a video"),
    rule(K.PHOTO_CREDIT, "photo|image|getty|afp|reuters|ap|credit|courtesy|screengrab|screenshot|handout|illustration|epa|shutterstock",
         rf"[(\[]?(?:(?:ap|file|stock|reuters|afp) )?(?:photo(?:graph)?s?|image|images|picture|credit|courtesy|screen ?grab|screenshot|illustration|video)(?: credits?)?(?: by| of| courtesy(?: of)?| via| from| ?:| ?©| ?/)\s?\S.{{0,120}}"
         rf"|[(\[]?(?-i:[A-Z][\w .'-]{{2,40}} ?/ ?)?(?:getty images|afp|ap photo|epa(?:-efe)?|shutterstock|(?-i:{AGENCY}))(?: ?(?:/|via|-|,) ?[\w .'-]{{2,50}}){{1,3}}[)\]]?", "credit of an image"),
    rule(K.AUTHOR_BIO, "about the author", r"about the authors?:?(?: .{0,400})?", "author's biography"),
    rule(K.COPYRIGHT, "©|copyright|all rights", r"(?:©|copyright|\(c\)).{0,250}|.{0,60}all rights reserved\.?.{0,120}", "copyright line"),
    rule(K.SOURCE_DOMAIN, ".", r"(?:https?://)?(?:www\.)?(?:[a-z0-9-]{1,40}\.){1,3}(?-i:[a-z]{2,12})/?", "a domain in a line of its own"),
    rule(K.APPEAL, "newsletter|subscribe|sign up|join|follow", r"(?:subscribe|sign up|join|follow)\b[^.!?]{0,120}[.!]?(?<!said\.)", "appeal in a line of its own"),
)  # fmt: skip
"""Rows that must match a whole line; more than would be safe between sentences."""

TAILS: Final[tuple[Rule, ...]] = (
    rule(K.BYLINE, "", r"[A-Z]{2,4} ?[-/–] ?(?:[A-Z]{2,4}|\d{1,4})|\d{2,4}-\d{1,3}|[A-Z]{2,4}/", "initials of the desk", case=True),
    rule(K.SHARE_BAR, "", r"(?:twitter|facebook|share|tweet|print|comments?|whatsapp|telegram)", "share button"),
    rule(K.WIRE_CREDIT, "", rf"[(\[][^()\[\]]{{0,60}}(?:{AGENCY}|[Aa]gencies|[Mm]edia [Oo]ffice)[^()\[\]]{{0,60}}[)\]]", "credit of an agency", case=True),
    rule(K.WIRE_CREDIT, "", rf"[Ss]ource:? (?:{AGENCY}|[A-Z][\w .-]{{2,40}})(?:,? and (?:[Nn]ews )?[Aa]gencies)?|/{AGENCY}/", "credit to a source", case=True),
    rule(K.BYLINE, "", r"[\w.-]{2,30}@[\w.-]{3,40}|\(END\)|\[END\]", "address or end mark of the desk", case=True),
    rule(K.WIRE_CREDIT, "", rf"[-–—/ ]{{0,3}}{AGENCY}/?", "credit of an agency", case=True),
    rule(K.MENU, "", r"[-–—*#■●∎]{1,3}(?: ?30 ?-?)?|ends?|\(ends\)", "end mark"),
    rule(K.READ_MORE, "", r"(?:read also|read more|related|watch)", "read-more label"),
)  # fmt: skip
"""Rows that must match the whole last piece of an article, again and again from the end."""

HEAD_MARKER: Final = re.compile(
    r"min(?:ute)? read\b|subscribers only(?: feature)?|skip to (?:main )?content|print tweet(?: views \d+)?"
    r"|advertisement supported by(?: (?:news )?analysis| opinion| guest essay| the interview)?",
    re.IGNORECASE,
)
"""Words of pages that stand between the menu and the article."""
