"""The sentences for users about an entry that is being delivered: its situation and what happens next.

`reason` is a sentence of `app.webapi.errors`, which names the server.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.model.entry import Entry, State, Step
from app.translation import _
from app.webapi.errors import NotSentError, ProxyError, Verdict, WebApiError


class ConnectionGoneError(NotSentError):
    """The connection that an entry belongs to has been removed; `host` is its name."""

    sentence = _("The connection “{host}” is not set up any more. Set one up under that name.")


_KEPT = {
    Verdict.LATER: _("is kept here and sent again by itself."),
    Verdict.SIGN_IN: _("is kept here and sent as soon as you have signed in."),
    Verdict.WRONG_HOST: _("is kept here and sent as soon as the address is right."),
}
_KEPT_USUALLY = _("is kept here and sent as soon as that works.")
_FOLLOW = {
    Verdict.LATER: _("added by themselves later."),
    Verdict.SIGN_IN: _("added as soon as you have signed in."),
    Verdict.WRONG_HOST: _("added as soon as the address is right."),
}
_FOLLOW_USUALLY = _("added as soon as that works.")
_SOON = _("in a minute")
_LATER_STILL = _("in some minutes, since the server's lists may lag behind,")


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
    if company.is_left_to_user:
        return left_to_user(name)
    if not company.first_not_found_at:
        return perhaps_saved(name, company.message)
    if company.state_if_not_found is State.REJECTED:
        return refused_not_found_once(name, company.message)
    return not_found_once(name, when)


def waiting(name: str) -> str:
    return _("“{name}” is waiting to be sent.").format(name=name)


def sending(name: str) -> str:
    return _("“{name}” is being sent.").format(name=name)


def kept(name: str, error: WebApiError) -> str:
    """Nothing was saved; the entry is sent again automatically."""
    follows = _KEPT_USUALLY if isinstance(error, ProxyError) else _KEPT.get(error.verdict, _KEPT_USUALLY)
    return f"{error.message} “{name}” {follows}"


def perhaps_saved(name: str, reason: str) -> str:
    return (
        _(
            "{reason} “{name}” may have been saved all the same, so it is looked for on the server "
            "before it is sent again."
        ).format(reason=reason, name=name)
    ).strip()


def not_looked_up(name: str, reason: str) -> str:
    return _(
        "{reason} Whether “{name}” was saved is not known yet; it is looked for again by itself."
    ).format(reason=reason, name=name)


def not_found_once(name: str, when: str = _SOON) -> str:
    return _(
        "“{name}” was not found on the server. To be sure, it is looked for once more {when} and "
        "sent again if it is not there."
    ).format(name=name, when=when)


def refused_not_found_once(name: str, reason: str) -> str:
    return _(
        "{reason} “{name}” was not found on the server. To be sure that nothing was saved, it is "
        "looked for once more in a minute."
    ).format(reason=reason, name=name)


def not_decidable(name: str, candidates: Sequence[int]) -> str:
    several = len(candidates) > 1
    there = (
        _("there are {count} companies").format(count=len(candidates)) if several else _("there is a company")
    )
    which = _("one of them is it") if several else _("that is the one")
    return _(
        "“{name}” may have been saved: {there} on the server that may be it, but nothing shows "
        "which entry made it. Say whether {which}, or whether to send it again."
    ).format(name=name, there=there, which=which)


def left_to_user(name: str) -> str:
    """The searches of another user than the one who sent it cannot show that it is missing."""
    return _(
        "“{name}” may have been saved. It was not found on the server, but it is not certain that you are "
        "signed in as the one who sent it, and another one may not see it. Sign in as that one and look "
        "again, or look for it in SuperOffice and say whether to send it."
    ).format(name=name)


def not_handled(entry: Entry, fault: str) -> str:
    """Returns the sentence for an entry, as it is stored, that a fault of this program has stopped."""
    there = _("may be on the server already: it is looked for there before it is sent again.")
    if entry.company.state is State.QUEUED:
        there = _("has not been sent: open it and press Save to try again.")
    return _(
        "“{name}” is set aside: Contact Entry has made a mistake of its own with it ({fault}). "
        "It is kept here and {there} Please report these words to whoever looks after the "
        "program."
    ).format(name=entry.name, fault=fault, there=there)


def damaged(entry: Entry) -> str:
    """Returns the sentence for an entry whose body is not that of its steps."""
    there = (
        ""
        if entry.company.state is State.QUEUED
        else _(" It may be on the server already: look there first.")
    )
    return _(
        "“{name}” is set aside: what this computer has stored of it is damaged, so it cannot be "
        "sent. Correct it, or discard it and type it again.{there}"
    ).format(name=entry.name, there=there)


def refused(reason: str) -> str:
    return _("{reason} Nothing was saved.").format(reason=reason)


def searched_and_refused(reason: str) -> str:
    return _("{reason} It was looked for on the server and not found, so nothing was saved.").format(
        reason=reason
    )


def position_left_out(position: str) -> str:
    return _("The position “{position}” is not in the list of your SuperOffice and was left out.").format(
        position=position
    )


def saved(number: str, people: Sequence[Step] = ()) -> str:
    """`number` is the company's own, empty where the server gave none."""
    return " ".join(
        [_("Saved as number {number}.").format(number=number) if number else "Saved.", *_notes(people)]
    )


def partly_saved(number: str, people: Sequence[Step], error: WebApiError | None, when: str = _SOON) -> str:
    """The company is saved and some of its people are not; `error` is what stopped the rest, if anything."""
    rejected = [step for step in people if step.state is State.REJECTED]
    unknown = [step for step in people if step.state is State.UNKNOWN]
    queued = [step for step in people if step.state is State.QUEUED]
    there = (
        _("The company is saved as number {number}").format(number=number)
        if number
        else _("The company is saved")
    )
    sentences = [_rejected(there, rejected) if rejected else f"{there}."]
    sentences += [_unknown(step, when) for step in unknown]
    if error:
        sentences.append(error.message)
    if queued:
        verdict = error.verdict if error else Verdict.NOT_SENT
        verb = "is" if len(queued) == 1 else "are"
        sentences.append(f"{_names(queued)} {verb} {_FOLLOW.get(verdict, _FOLLOW_USUALLY)}")
    if rejected and not unknown and not queued:
        sentences.append(_("Send what is missing again, or add it in SuperOffice."))
    return " ".join([*sentences, *_notes(people)])


def _notes(people: Sequence[Step]) -> list[str]:
    """Returns what was left out of people who are saved."""
    return [f"{step.name}: {step.message}" for step in people if step.state is State.SAVED and step.message]


def _rejected(there: str, people: Sequence[Step]) -> str:
    if len(people) == 1:
        return _("{there}, but {name} is not. {message}").format(
            there=there, name=people[0].name, message=people[0].message
        )
    reasons = [f"{step.name}: {step.message}" for step in people]
    return " ".join(
        [_("{there}, but {count} of its people are not.").format(there=there, count=len(people)), *reasons]
    )


def _unknown(step: Step, when: str) -> str:
    if step.candidates:
        return _(
            "{name} may have been saved: somebody who may be that is in the company, but nothing "
            "shows which entry made the record. Say whether that is the one, or whether to send it "
            "again."
        ).format(name=step.name)
    if step.is_left_to_user:
        return left_to_user(step.name)
    if step.first_not_found_at:
        return _(
            "{name} was not found on the server. To be sure, {name} is looked for once more {when}{and_then}."
        ).format(name=step.name, when=when, and_then=_and_then(step))
    return _("Whether {name} was saved is not known yet; that is looked up on the server.").format(
        name=step.name
    )


def _and_then(step: Step) -> str:
    return _(" and added if not there") if step.state_if_not_found is State.QUEUED else ""


def _names(people: Sequence[Step]) -> str:
    names = [step.name for step in people]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
