"""The sentences for users about an entry that is being delivered: its situation and what happens next.

They are stored with the entry, so each is a `Message`: a code with its values, read in any language. `reason`
is a sentence of `app.webapi.errors`, which names the server.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.model.additions.lost_values import Lost
from app.model.entry import Entry, State, Step
from app.model.text_normalization import shortened
from app.service.delivery import next_step_sentences, question_sentences
from app.translation import N_
from app.translation.message import Message
from app.webapi.errors import NotSentError, ProxyError, Verdict, WebApiError


class ConnectionGoneError(NotSentError):
    """The connection that an entry belongs to has been removed; `host` is its name."""

    sentence = N_("The connection “{host}” is not set up any more. Set one up under that name.")


_MOST_VALUES: Final = 5
_KEPT = {
    Verdict.LATER: N_("“{name}” is kept here and sent again by itself."),
    Verdict.SIGN_IN: N_("“{name}” is kept here and sent as soon as you have signed in."),
    Verdict.WRONG_HOST: N_("“{name}” is kept here and sent as soon as the address is right."),
}
_KEPT_USUALLY = N_("“{name}” is kept here and sent as soon as possible.")
_FOLLOWS = {
    Verdict.LATER: (N_("{names} is added by itself later."), N_("{names} are added by themselves later.")),
    Verdict.SIGN_IN: (
        N_("{names} is added as soon as you have signed in."),
        N_("{names} are added as soon as you have signed in."),
    ),
    Verdict.WRONG_HOST: (
        N_("{names} is added as soon as the address is right."),
        N_("{names} are added as soon as the address is right."),
    ),
}
_FOLLOWS_USUALLY = (
    N_("{names} is added as soon as that works."),
    N_("{names} are added as soon as that works."),
)


def sentence_for(
    entry: Entry, error: WebApiError | None, *, searching: bool = False, lists_may_lag: bool = False
) -> str:
    """Returns the sentence for an entry that is at rest.

    `error` is what stopped it, if anything; `searching` tells that it stopped during a search on the server.
    `lists_may_lag`: two searches have not found it, which proves nothing yet.
    """
    company = entry.company
    if company.state is State.SAVED:
        told = _of_saved(entry, error, lists_may_lag=lists_may_lag)
        following = next_step_sentences.following(entry.next_steps)
        return Message.joined((told, *following)) if following else told
    if company.state is State.QUEUED:
        return kept(entry.name, error) if error else waiting(entry.name)
    if company.state is State.UNKNOWN:
        return _of_unknown(entry.name, company, error if searching else None, lists_may_lag=lists_may_lag)
    return company.message


def _of_saved(entry: Entry, error: WebApiError | None, *, lists_may_lag: bool) -> str:
    """Returns the sentence for a company that is there, and its people; without what follows them."""
    if entry.is_addition:
        return _added(entry, error, lists_may_lag=lists_may_lag)
    number = str((entry.answer or {}).get("Number2") or "")
    twice = [entry.company.message] if entry.company.message else []
    if not all(step.state is State.SAVED for step in entry.people):
        told = partly_saved(number, entry.people, error, lists_may_lag=lists_may_lag)
        return Message.joined((told, *twice)) if twice else told
    told = saved(number, entry.people)
    more = [*twice, error.message] if error else twice
    return Message.joined((told, *more)) if more else told


def _of_unknown(name: str, company: Step, not_asked: WebApiError | None, *, lists_may_lag: bool) -> str:
    if company.candidates:
        return question_sentences.not_decidable(name, company.candidates)
    if not_asked:
        return not_looked_up(name, not_asked.message)
    if company.is_left_to_user:
        return question_sentences.left_to_user(company, name)
    if not company.first_not_found_at:
        return perhaps_saved(name, company.message)
    if company.state_if_not_found is State.REJECTED:
        return refused_not_found_once(name, company.message, lists_may_lag=lists_may_lag)
    return not_found_once(name, lists_may_lag=lists_may_lag)


def waiting(name: str) -> str:
    return Message("waiting", N_("“{name}” is waiting to be sent."), name=name)


def sending(name: str) -> str:
    return Message("sending", N_("“{name}” is being sent."), name=name)


def kept(name: str, error: WebApiError) -> str:
    """Returns the sentence for an entry of which nothing was saved, and that is sent again automatically."""
    follows = _KEPT_USUALLY if isinstance(error, ProxyError) else _KEPT.get(error.verdict, _KEPT_USUALLY)
    # First what is safe: the reason is for whoever wants to know it.
    return Message.joined((Message("kept", follows, name=name), error.message))


def perhaps_saved(name: str, reason: str) -> str:
    """Returns the sentence for what may be there: what becomes of it first, which is what people ask."""
    told = N_(
        "“{name}” may have been saved all the same, so it is looked for on the server before it is "
        "sent again."
    )
    return Message.joined((Message("perhaps_saved", told, name=name), reason))


def not_looked_up(name: str, reason: str) -> str:
    told = N_("Whether “{name}” was saved is not known yet; it is looked for again by itself.")
    return Message.joined((Message("not_searched", told, name=name), reason))


def not_found_once(name: str, *, lists_may_lag: bool = False) -> str:
    told = N_(
        "“{name}” was not found on the server. To be sure, it is looked for once more in a minute and "
        "sent again if it is not there."
    )
    if lists_may_lag:
        told = N_(
            "“{name}” was not found on the server. To be sure, it is looked for once more in some "
            "minutes, since the server's lists may lag behind, and sent again if it is not there."
        )
    return Message("not_found_once", told, name=name)


def refused_not_found_once(name: str, reason: str, *, lists_may_lag: bool = False) -> str:
    told = N_(
        "“{name}” was not found on the server. To be sure that nothing was saved, it is looked for "
        "once more in a minute."
    )
    if lists_may_lag:
        told = N_(
            "“{name}” was not found on the server. To be sure that nothing was saved, it is looked for "
            "once more in some minutes, since the server's lists may lag behind."
        )
    return Message.joined((Message("refused_not_found_once", told, name=name), reason))


def not_handled(entry: Entry, fault: str) -> str:
    """Returns the sentence for an entry, as it is stored, that a fault of this program has stopped."""
    told = N_(
        "“{name}” is set aside: Contact Entry has made a mistake of its own with it ({fault}). It is "
        "kept here and may be on the server already: it is looked for there before it is sent again. "
        "Please report these words to whoever looks after the program."
    )
    if entry.company.state is State.QUEUED:
        told = N_(
            "“{name}” is set aside: Contact Entry has made a mistake of its own with it ({fault}). It "
            "is kept here and has not been sent: open it and press Save to try again. Please report "
            "these words to whoever looks after the program."
        )
    return Message("program_fault", told, name=entry.name, fault=fault)


def refused(reason: str) -> str:
    return Message.joined((reason, Message("refused", N_("Nothing was saved."))))


def searched_and_refused(reason: str) -> str:
    told = N_("It was looked for on the server and not found, so nothing was saved.")
    return Message.joined((reason, Message("refused_not_found", told)))


def position_left_out(position: str) -> str:
    told = N_("The position “{position}” is not in the list of your SuperOffice and was left out.")
    return Message("position_left_out", told, position=position)


def saved(number: str, people: Sequence[Step] = ()) -> str:
    """Returns the sentence for an entry that is saved. `number` is the company's; empty if it has none."""
    told = Message("saved", N_("Saved as number {number}."), number=number)
    return Message.joined((told if number else Message("saved", N_("Saved.")), *_notes(people)))


def company_is_twice(numbers: Sequence[str]) -> str:
    """Returns the sentence for a company that something in between has made once more, as these `numbers`."""
    told = N_(
        "SuperOffice has it more than once: number {numbers} as well. Delete or merge what is too many."
    )
    return Message("company_is_twice", told, numbers=", ".join(numbers))


def person_is_twice() -> str:
    """Returns the sentence for somebody whom something in between has added once more."""
    told = N_("The company has this person more than once. Delete or merge what is too many in SuperOffice.")
    return Message("person_is_twice", told)


def not_kept(lost: Sequence[Lost]) -> str:
    """Returns the sentence for what the server took with a new record and, by its answer, does not have."""
    told = N_(
        "By its answer, SuperOffice has not kept this: {values}. Look there, and enter what is missing."
    )
    values = [shortened(one.value) for one in lost[:_MOST_VALUES]]
    return Message("values_not_kept", told, values=", ".join(values + ["…"] * (len(lost) > _MOST_VALUES)))


def partly_saved(
    number: str, people: Sequence[Step], error: WebApiError | None, *, lists_may_lag: bool = False
) -> str:
    """Returns the sentence for a company that is saved, and some of its people are not.

    `error` is what stopped the rest, if anything.
    """
    rejected = [step for step in people if step.state is State.REJECTED]
    unknown = [step for step in people if step.state is State.UNKNOWN]
    queued = [step for step in people if step.state is State.QUEUED]
    sentences = [_company_saved(number, rejected), *(_unknown(step, lists_may_lag) for step in unknown)]
    if error:
        sentences.append(error.message)
    if queued:
        verdict = error.verdict if error else Verdict.NOT_SENT
        follows = _FOLLOWS.get(verdict, _FOLLOWS_USUALLY)
        sentences.append(Message("persons_follow", follows, names=_names(queued), count=len(queued)))
    if rejected and not unknown and not queued:
        sentences.append(Message("send_missing", N_("Send what is missing again, or add it in SuperOffice.")))
    return Message.joined([*sentences, *_notes(people)])


def _added(entry: Entry, error: WebApiError | None, *, lists_may_lag: bool) -> str:
    """Returns the sentence for additions to a company that is there, of which some may be left."""
    people = entry.people
    saved_people = [step for step in people if step.state is State.SAVED]
    rejected = [step for step in people if step.state is State.REJECTED]
    unknown = [step for step in people if step.state is State.UNKNOWN]
    told: list[str] = []
    if saved_people:
        names = _names(saved_people)
        told.append(Message("added", N_("Added to “{company}”: {names}."), company=entry.name, names=names))
    elif len(saved_people) == len(people):
        told.append(Message("added", N_("Added to “{company}”."), company=entry.name))
    told += [entry.company.message] if entry.company.message else []
    told += [_named(step) for step in rejected]
    told += [_unknown(step, lists_may_lag) for step in unknown]
    if any(step.state is State.QUEUED for step in people):
        told.append(kept(entry.name, error) if error else waiting(entry.name))
    elif error:
        told.append(error.message)
    return Message.joined([*told, *_notes(people)])


def _notes(people: Sequence[Step]) -> list[str]:
    """Returns what was left out of people who are saved."""
    return [_named(step) for step in people if step.state is State.SAVED and step.message]


def _named(step: Step) -> str:
    return Message("of_person", N_("{name}: {message}"), name=step.name, message=step.message)


def _company_saved(number: str, rejected: Sequence[Step]) -> str:
    """Returns that the company is saved, and who of its people was refused."""
    if not rejected:
        told = N_("The company is saved as number {number}.") if number else N_("The company is saved.")
        return Message("company_saved", told, number=number)
    if len(rejected) == 1:
        told = N_("The company is saved, but {name} is not.")
        if number:
            told = N_("The company is saved as number {number}, but {name} is not.")
        first = Message("person_refused", told, number=number, name=rejected[0].name)
        return Message.joined((first, rejected[0].message))
    told = N_("The company is saved, but {count} of its people are not.")
    if number:
        told = N_("The company is saved as number {number}, but {count} of its people are not.")
    first = Message("persons_refused", told, number=number, count=len(rejected))
    return Message.joined((first, *map(_named, rejected)))


def _unknown(step: Step, lists_may_lag: bool) -> str:
    if step.candidates:
        told = N_(
            "{name} may have been saved: somebody who may be that is in the company, but nothing shows "
            "which entry made the record. Say whether that is the one, or whether to send it again."
        )
        return Message("decide_person", told, name=step.name)
    if step.is_left_to_user:
        return question_sentences.left_to_user(step, step.name)
    if not step.first_not_found_at:
        told = N_("Whether {name} was saved is not known yet; that is looked up on the server.")
        return Message("person_perhaps_saved", told, name=step.name)
    is_added = step.state_if_not_found is State.QUEUED
    told = Message("person_not_found_once", _NOT_FOUND[is_added, lists_may_lag], name=step.name)
    return told if is_added or not step.message else Message.joined((told, step.message))


_NOT_FOUND = {
    (False, False): N_(
        "{name} was not found on the server. To be sure, {name} is looked for once more in a minute."
    ),
    (True, False): N_(
        "{name} was not found on the server. To be sure, {name} is looked for once more in a minute "
        "and added if not there."
    ),
    (False, True): N_(
        "{name} was not found on the server. To be sure, {name} is looked for once more in some "
        "minutes, since the server's lists may lag behind."
    ),
    (True, True): N_(
        "{name} was not found on the server. To be sure, {name} is looked for once more in some "
        "minutes, since the server's lists may lag behind, and added if not there."
    ),
}


def _names(people: Sequence[Step]) -> str:
    names = [step.name for step in people]
    if len(names) == 1:
        return names[0]
    return Message("names", N_("{names} and {last}"), names=", ".join(names[:-1]), last=names[-1])
