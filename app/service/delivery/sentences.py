"""The sentences for users about an entry that is being delivered: its situation and what happens next.

`reason` is a sentence of `app.webapi.errors`, which names the server.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.model.entry import Entry, State, Step
from app.webapi.errors import NotSentError, ProxyError, Verdict, WebApiError


class ConnectionGoneError(NotSentError):
    """The connection that an entry belongs to has been removed; `host` is its name."""

    sentence = "The connection “{host}” is not set up any more. Set one up under that name."


_KEPT = {
    Verdict.LATER: "is kept here and sent again by itself.",
    Verdict.SIGN_IN: "is kept here and sent as soon as you have signed in.",
    Verdict.WRONG_HOST: "is kept here and sent as soon as the address is right.",
}
_KEPT_USUALLY = "is kept here and sent as soon as that works."
_FOLLOW = {
    Verdict.LATER: "added by themselves later.",
    Verdict.SIGN_IN: "added as soon as you have signed in.",
    Verdict.WRONG_HOST: "added as soon as the address is right.",
}
_FOLLOW_USUALLY = "added as soon as that works."
_SOON = "in a minute"
_LATER_STILL = "in some minutes, since the server's lists may lag behind,"


def sentence_for(
    entry: Entry, error: WebApiError | None, *, searching: bool = False, lists_may_lag: bool = False
) -> str:
    """Returns the sentence for an entry that is at rest.

    `error` is what stopped it, if anything; `searching` tells that it stopped during a search on the server.
    `lists_may_lag`: two searches have not found it, which proves nothing yet.
    """
    when = _LATER_STILL if lists_may_lag else _SOON
    company = entry.company
    if company.state is State.SAVED:
        number = str((entry.answer or {}).get("Number2") or "")
        done = all(step.state is State.SAVED for step in entry.people)
        return saved(number, entry.people) if done else partly_saved(number, entry.people, error, when)
    if company.state is State.QUEUED:
        return kept(entry.name, error) if error else waiting(entry.name)
    if company.state is State.UNKNOWN:
        return _of_unknown(entry.name, company, error if searching else None, when)
    return company.message


def _of_unknown(name: str, company: Step, not_asked: WebApiError | None, when: str) -> str:
    if company.candidates:
        return not_decidable(name, company.candidates)
    if not_asked:
        return not_looked_up(name, not_asked.message)
    if not company.first_not_found_at:
        return perhaps_saved(name, company.message)
    if company.state_if_not_found is State.REJECTED:
        return refused_not_found_once(name, company.message)
    return not_found_once(name, when)


def waiting(name: str) -> str:
    return f"“{name}” is waiting to be sent."


def sending(name: str) -> str:
    return f"“{name}” is being sent."


def kept(name: str, error: WebApiError) -> str:
    """Nothing was saved; the entry is sent again automatically."""
    follows = _KEPT_USUALLY if isinstance(error, ProxyError) else _KEPT.get(error.verdict, _KEPT_USUALLY)
    return f"{error.message} “{name}” {follows}"


def perhaps_saved(name: str, reason: str) -> str:
    return (
        f"{reason} “{name}” may have been saved all the same, "
        "so it is looked for on the server before it is sent again."
    ).strip()


def not_looked_up(name: str, reason: str) -> str:
    return f"{reason} Whether “{name}” was saved is not known yet; it is looked for again by itself."


def not_found_once(name: str, when: str = _SOON) -> str:
    return (
        f"“{name}” was not found on the server. "
        f"To be sure, it is looked for once more {when} and sent again if it is not there."
    )


def refused_not_found_once(name: str, reason: str) -> str:
    return (
        f"{reason} “{name}” was not found on the server. "
        "To be sure that nothing was saved, it is looked for once more in a minute."
    )


def not_decidable(name: str, candidates: Sequence[int]) -> str:
    several = len(candidates) > 1
    there = f"there are {len(candidates)} companies" if several else "there is a company"
    which = "one of them is it" if several else "that is the one"
    return (
        f"“{name}” may have been saved: {there} on the server that may be it, "
        f"but nothing shows which entry made it. Say whether {which}, or whether to send it again."
    )


def not_handled(entry: Entry, fault: str) -> str:
    """Returns the sentence for an entry, as it is stored, that a fault of this program has stopped."""
    there = "may be on the server already: it is looked for there before it is sent again."
    if entry.company.state is State.QUEUED:
        there = "has not been sent: open it and press Save to try again."
    return (
        f"“{entry.name}” is set aside: Contact Entry has made a mistake of its own with it ({fault}). "
        f"It is kept here and {there} Please report these words to whoever looks after the program."
    )


def damaged(entry: Entry) -> str:
    """Returns the sentence for an entry whose body is not that of its steps."""
    there = (
        "" if entry.company.state is State.QUEUED else " It may be on the server already: look there first."
    )
    return (
        f"“{entry.name}” is set aside: what this computer has stored of it is damaged, so it cannot be sent. "
        f"Correct it, or discard it and type it again.{there}"
    )


def refused(reason: str) -> str:
    return f"{reason} Nothing was saved."


def searched_and_refused(reason: str) -> str:
    return f"{reason} It was looked for on the server and not found, so nothing was saved."


def position_left_out(position: str) -> str:
    return f"The position “{position}” is not in the list of your SuperOffice and was left out."


def saved(number: str, people: Sequence[Step] = ()) -> str:
    """`number` is the company's own, empty where the server gave none."""
    return " ".join([f"Saved as number {number}." if number else "Saved.", *_notes(people)])


def partly_saved(number: str, people: Sequence[Step], error: WebApiError | None, when: str = _SOON) -> str:
    """The company is saved and some of its people are not; `error` is what stopped the rest, if anything."""
    rejected = [step for step in people if step.state is State.REJECTED]
    unknown = [step for step in people if step.state is State.UNKNOWN]
    queued = [step for step in people if step.state is State.QUEUED]
    there = f"The company is saved as number {number}" if number else "The company is saved"
    sentences = [_rejected(there, rejected) if rejected else f"{there}."]
    sentences += [_unknown(step, when) for step in unknown]
    if error:
        sentences.append(error.message)
    if queued:
        verdict = error.verdict if error else Verdict.NOT_SENT
        verb = "is" if len(queued) == 1 else "are"
        sentences.append(f"{_names(queued)} {verb} {_FOLLOW.get(verdict, _FOLLOW_USUALLY)}")
    if rejected and not unknown and not queued:
        sentences.append("Send what is missing again, or add it in SuperOffice.")
    return " ".join([*sentences, *_notes(people)])


def _notes(people: Sequence[Step]) -> list[str]:
    """Returns what was left out of people who are saved."""
    return [f"{step.name}: {step.message}" for step in people if step.state is State.SAVED and step.message]


def _rejected(there: str, people: Sequence[Step]) -> str:
    if len(people) == 1:
        return f"{there}, but {people[0].name} is not. {people[0].message}"
    reasons = [f"{step.name}: {step.message}" for step in people]
    return " ".join([f"{there}, but {len(people)} of its people are not.", *reasons])


def _unknown(step: Step, when: str) -> str:
    if step.candidates:
        return (
            f"{step.name} may have been saved: somebody who may be that is in the company, but nothing shows "
            "which entry made the record. Say whether that is the one, or whether to send it again."
        )
    if step.first_not_found_at:
        return (
            f"{step.name} was not found on the server. "
            f"To be sure, {step.name} is looked for once more {when}{_and_then(step)}."
        )
    return f"Whether {step.name} was saved is not known yet; that is looked up on the server."


def _and_then(step: Step) -> str:
    return " and added if not there" if step.state_if_not_found is State.QUEUED else ""


def _names(people: Sequence[Step]) -> str:
    names = [step.name for step in people]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
