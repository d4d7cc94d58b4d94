"""Makes the content of blank sheets, which belong to no record: next steps, looking again at one
question, answers of one person, and several answers side by side.

Out: a `Part` each, with its blocks in the order in which they stand.
"""

from __future__ import annotations

from generator.model.sheet_kinds import BY_NAME
from generator.sheets.blocks import Ask, Part
from generator.sheets.handouts import MY_NAME, close


def next_steps_sheet() -> Part:
    """A blank sheet for the end of a session."""
    return Part(
        "next-steps",
        BY_NAME["next-steps"].title,
        "For the end of any session.",
        close("next-steps", rows=5),
        own_words=False,
    )


def review_sheet() -> Part:
    """A blank sheet to answer a question a second time."""
    question = Ask(
        "review--question",
        "",
        "The question we are looking at again",
        own_words=False,
        brief=True,
        short=True,
    )
    both = Ask(
        "review--answers",
        "",
        "Our answers",
        own_words=False,
        spaces=("Last time, on (date):", "This time"),
        across=2,
    )
    changed = Ask("review--changed", "", "What has changed, and why?", own_words=False, brief=True)
    return Part(
        "review",
        BY_NAME["review"].title,
        "Answer it afresh before you read what you wrote last time. Then compare the two.",
        (question, both, changed, *close("review")),
        own_words=False,
    )


def own_answers_sheet() -> Part:
    """A blank sheet on which one person answers alone, before the group meets."""
    seen = Ask(
        "own-answers--seen",
        "",
        "Who asked me, who will see this, and by when",
        own_words=False,
        brief=True,
    )
    asks = (
        Ask(
            f"own-answers--{i}",
            "",
            f"{which} question: its number, and my answer",
            own_words=False,
        )
        for i, which in enumerate(("First", "Second", "Third"), start=1)
    )
    return Part(
        "own-answers",
        BY_NAME["own-answers"].title,
        "Answer on your own, before you meet. A few words will do, and you may leave a question "
        "out. Then send it back to the person who asked you.",
        (seen, *asks),
        own_words=False,
        who=MY_NAME,
    )


def side_by_side_sheet() -> Part:
    """A blank sheet on which five answers to one question stand side by side."""
    answers = (f"{which} answer, from" for which in ("First", "Second", "Third", "Fourth", "Fifth"))
    return _compared(
        "side-by-side",
        "For whoever collects the answers. Use one sheet for each question.",
        "What each of us wrote",
        (*answers, "What nobody mentioned"),
    )


def voices_sheet(partners: tuple[str, ...]) -> Part:
    """A blank sheet on which each kind of partner answers a question alone."""
    return _compared(
        "voices",
        "Each kind of partner writes in its own space first. Then compare.",
        "How each of us sees it",
        partners,
    )


def _compared(name: str, summary: str, label: str, spaces: tuple[str, ...]) -> Part:
    """A question, several answers to it in `spaces` of their own, and what they have in common."""
    question = Ask(f"{name}--question", "", "The question", own_words=False, brief=True, short=True)
    each = Ask(f"{name}--answers", "", label, own_words=False, spaces=spaces, across=2)
    alike = Ask(f"{name}--alike", "", "Where do we agree?", own_words=False, brief=True)
    differ = Ask(
        f"{name}--differ",
        "",
        "Where do we see it differently, and what does that tell us?",
        own_words=False,
        brief=True,
    )
    blocks = (question, each, alike, differ, *close(name))
    return Part(name, BY_NAME[name].title, summary, blocks, own_words=False)
