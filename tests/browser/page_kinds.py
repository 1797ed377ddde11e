"""One page of each kind that a reader can meet, by its address in the site of `content/`."""

from __future__ import annotations

PAGE_KINDS = {
    "home": "index.html",
    "documents": "documents/index.html",
    "document": "documents/2016/turning-point.html",
    "document-markdown": "documents/2016/humanitarian-pause.html",
    "document-arabic": "documents/2016/humanitarian-pause-ar.html",
    "document-russian": "documents/2016/turning-point-ru.html",
    "parallel": "parallel/2016/turning-point-ru.html",
    "parallel-unmatched": "parallel/2016/humanitarian-pause-ar.html",
    "speakers": "speakers/index.html",
    "speaker": "speakers/igor-korotchenko.html",
    "claims": "claims/index.html",
    "claim": "claims/not-stabilised.html",
    "figures": "figures/index.html",
    "figure": "figures/civilians-in-eastern-aleppo.html",
    "figure-open-ended": "figures/words-in-our-copies.html",
    "topics": "topics/index.html",
    "topic": "topics/civilians.html",
    "page": "pages/about.html",
    "timeline": "timeline.html",
    "matrix": "matrix.html",
    "relays": "relays.html",
    "search": "search.html",
    "not-found": "404.html",
}
