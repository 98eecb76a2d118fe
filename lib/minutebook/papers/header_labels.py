"""Labels of reports' header blocks: what they mean, in one council's words and another's."""

from __future__ import annotations

from itertools import permutations, product

from minutebook.text.numbers import one_of

#: Labels that every house makes up of the same words: "Districts affected", "Council Plan theme".
_PLACES = (
    "wards; ward; ward(s); electoral divisions; electoral division(s); divisions; division(s); districts; district(s)"
    "; areas; area(s); localities; parishes; boroughs; partnerships; communities; neighbourhoods; towns; places"
    "; wards/areas; ward/area; wards and areas"
)
_PLANS = (
    "council plan; corporate plan; community plan; strategic plan; business plan; plan; corporate; council; strategic"
    "; strategy; council strategy; corporate strategy; health and wellbeing strategy; vision; delivery plan"
)
_AIMS = (
    "priority; priorities; theme; themes; objective; objectives; aim; aims; outcome; outcomes; ambition; ambitions"
    "; goals"
)
_LINKS = "link to; links to; relevant; contribution to; supports"
_OPENNESS = "exempt; confidential; private; public; open; restricted; closed"
_OR_NOT = _OPENNESS.replace("; ", "; or ")
_FAMILIES = {
    " ".join(words): name
    for name, parts in (
        ("wards", (_PLACES, "affected; involved; covered; concerned; interested; implications; directly affected"
                            "; most affected; particularly affected; chiefly affected")),
        ("policy_context", (_PLANS, _AIMS)),
        ("policy_context", (_LINKS, f"{_AIMS}; {_PLANS}")),
        ("policy_context", (_LINKS, "council; corporate; strategic; council plan; corporate plan", _AIMS)),
        ("policy_context", ("corporate; council; strategic; plan", _AIMS, "supported; met; addressed")),
        ("policy_context", ("policy", "context; background; links; framework")),
        ("policy_context", ("strategic; policy", "fit; links; context")),
        ("classification", ("is", "the; this", "report; item; paper; decision", _OPENNESS)),
        ("classification", ("is", "the; this", "report; item; paper; decision", _OPENNESS, f"or {_OR_NOT}")),
    )
    for words in product(*(part.split("; ") for part in parts))
}  # fmt: skip
_FAMILIES |= {
    f"{one}{either}{other}": "classification"
    for one, other in permutations(_OPENNESS.split("; "), 2)
    for either in (" or ", "/")
}
#: What a header's labels mean, in one council's words and another's; `""` is known and kept nowhere.
LABELS = _FAMILIES | {
    label: name
    for name, labels in {
        "date": "date; meeting date; date of meeting; committee date; date of committee; date of report"
        "; date of the meeting; date of decision; decision date; date of board; date of panel; date of cabinet"
        "; date and time of meeting; date of board meeting; date of committee meeting; date of cabinet meeting"
        "; date of panel meeting; for meeting on; to be considered on; on; cabinet date; council date"
        "; board date; panel date; scrutiny date; date of consideration; date to be considered; date for decision"
        "; date of scrutiny; day and date",
        "classification": "classification; security classification; exempt information; confidentiality; publication"
        "; report status; exemption; publication status; status of report; access to information; access; public access"
        "; restrictions on publication; publication restrictions; report classification; protective marking"
        "; security marking; freedom of information; freedom of information status; foi status; foi exemption"
        "; press and public; exempt; confidential; private; restricted; confidentiality status; part i or part ii"
        "; part 1 or part 2; part i/part ii; paper status; exempt status; exempt from publication; exempt report"
        "; part exempt; publication category; can this be published; is this a public document; for publication",
        "title": "title; title of paper; title of report; report title; subject; subject of report; report subject"
        "; paper title; subject of paper; subject title; title of item; item title; topic; name of report; report name"
        "; about; re; regarding; heading; report on; subject heading; agenda title; name of item; title of briefing"
        "; briefing title; name of paper; title of decision; decision title; subject matter; subject/title"
        "; title/subject; title of the report; subject of the report; report heading",
        "report_of": "report of; report of the; report by; report from; briefing of; lead officer; lead director"
        "; responsible officer; responsible director; presented by; senior responsible officer; accountable director"
        "; from; executive lead; lead executive; sponsor; executive sponsor; report sponsor; director; service director"
        "; chief officer; corporate director; strategic director; executive director; head of service"
        "; reporting officer; originating officer; originator; presenting officer; senior responsible owner"
        "; responsible owner; accountable officer; report owner; report presented by; submitted by"
        "; responsible chief officer; responsible head of service; director responsible; officer responsible; owner"
        "; lead; reporting director; presenter; presenting; chief officer responsible; strategic lead; service lead"
        "; assistant director; executive owner; lead for this report; responsible assistant director; lead officer(s)"
        "; officer presenting; senior officer responsible; responsible officer(s); director(s); lead officers"
        "; responsible officers; lead chief officer; joint report of; joint report by",
        "wards": "ward(s); wards; ward; electoral divisions; division(s); divisions"
        "; electoral division(s); district(s); districts; parishes",
        "financial_summary": "financial summary; financial implications; resources; resource implications; cost; costs"
        "; financial impact; cost to the council; budget implications; cost implications; financial cost"
        "; money; budget; funding; cost and funding; costs and funding; resource impact; budget impact; estimated cost"
        "; total cost; financial consequences; revenue implications; cost to the authority; cost/value"
        "; budget and resources; value; total value; financial; funding source; source of funding; budget source"
        "; financial context; finance; finances",
        "report_author": "report author and contact details; report author; author; author and contact details"
        "; briefing author and contact details; contact details; contact officer; contact officers; contact; contacts"
        "; report author(s); officer contact; author/contact; authors; report authors; author(s); contact officer(s)"
        "; written by; prepared by; contact for further information; contact point",
        "portfolio": "cabinet member portfolio; cabinet member; cabinet members; cabinet portfolio; portfolio holder"
        "; portfolio; lead member; lead cabinet member; executive member; relevant cabinet member",
        "meeting": "meeting; meeting of; meeting and date; committee and date",
        "body": "report to; committee; panel; sub-committee; decision maker; report for; to; name of meeting; forum"
        "; name of committee; for; prepared for; presented to; submitted to; considered by; to be considered by"
        "; reported to; report submitted to; decision taker; decision-maker; report for the"
        "; decision to be taken by; decision by; report to the; committee/board",
        "": "elt members; purpose of paper; purpose of report; purpose; decision type"
        "; key decision; agenda item; item no; item number; item; directorate; department"
        "; type of decision; agenda item no; forward plan ref; forward plan reference",
        "status": "status",
        "notice": "time; venue; location; place; quorum",
    }.items()
    for label in labels.split("; ")
}
#: Any of them, as a pattern.
ANY_LABEL = one_of(LABELS)
#: Words that head columns too.
ONLY_WITH_COLON = {
    *("to", "from", "cost", "costs", "access", "director", "topic", "private", "money", "budget", "funding"),
    *("for", "on", "re", "about", "owner", "lead", "value", "heading", "finance", "finances", "financial", "forum"),
    *("presenter", "presenting", "restricted", "regarding", "total value"),
}


def named_label(text: str) -> str | None:
    """Return what a label that stands alone means, or nothing where it is none."""
    label = text.rstrip(":? ").casefold()
    return None if label in ONLY_WITH_COLON and not text.rstrip().endswith(":") else LABELS.get(label)
