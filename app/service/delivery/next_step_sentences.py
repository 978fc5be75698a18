"""The sentences for users about what follows a company and its people: appointments, memberships, consents.

They are stored with the entry, so each is a `Message`; see `app.service.delivery.sentences`.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from app.model.entry import MOST_SENT_AGAIN, State, Step, StepKind
from app.service.delivery import question_sentences
from app.translation import N_
from app.translation.message import Message

_MISSING = {
    StepKind.SELECTION: N_("There is no selection “{name}” on the server. Correct the name."),
    StepKind.PROJECT: N_("There is no project “{name}” on the server. Correct the name."),
}
_SEVERAL = {
    StepKind.SELECTION: N_("There are several selections “{name}” on the server. Say which by its number."),
    StepKind.PROJECT: N_("There are several projects “{name}” on the server. Say which by its number."),
}

_DONE: Mapping[StepKind, str] = {
    StepKind.SUPPORT_PERSON: N_("{name} is the support person."),
    StepKind.CONSENT: N_("The consent of {name} is noted ({purpose})."),
    StepKind.MOVE: N_("{name} is at this company now."),
}
_FOLLOWS: Mapping[StepKind, str] = {
    StepKind.SUPPORT_PERSON: N_("{name} becomes the support person later, without your doing anything."),
    StepKind.CONSENT: N_("The consent of {name} follows by itself ({purpose})."),
    StepKind.MOVE: N_("{name} is moved here later, without your doing anything."),
}


def no_such(kind: StepKind, name: str) -> str:
    """Returns the sentence for a selection or project that the server does not have."""
    return Message(f"no_{kind}", _MISSING[kind], name=name)


def several(kind: StepKind, name: str) -> str:
    """Returns the sentence for a selection or project of which the server has several."""
    return Message(f"several_{kind}", _SEVERAL[kind], name=name)


def no_such_choice(name: str) -> str:
    """Returns the sentence for an entry of a list, such as a type of appointment, that is not in it."""
    told = N_("“{name}” is not in the server's list, or is in it more than once. Choose another one.")
    return Message("no_such_choice", told, name=name)


def person_is_missing(name: str) -> str:
    """Returns the sentence for what is about a person who was not saved."""
    return Message("person_is_missing", N_("{name} is not saved, so this was not done."), name=name)


def has_another_person() -> str:
    """Returns the sentence for a company that has a support person already."""
    return Message(
        "has_support_person", N_("The company has another support person. That is never replaced.")
    )


def moved_meanwhile(name: str) -> str:
    """Returns the sentence for somebody who is another, or at another company, than was shown."""
    told = N_(
        "{name} is no longer at the company where this program has found them. Look in SuperOffice, and move "
        "them there if it is still right."
    )
    return Message("moved_meanwhile", told, name=name)


def no_moves() -> str:
    """Returns the sentence for a server without the call that moves people."""
    told = N_("This server offers programs no way to move people. Move them in SuperOffice.")
    return Message("no_moves", told)


def changes_each_time() -> str:
    """Returns the sentence for a record that the server does not keep, or others change each time."""
    told = N_(
        "The server did not keep it, or others were changing the company each time. Try again later; if that "
        "does not help, ask your administrator."
    )
    return Message("step_changes_each_time", told)


def is_withdrawn() -> str:
    """Returns the sentence for a consent that has waited until its person, or somebody else, took it back."""
    told = N_(
        "It has been withdrawn in SuperOffice since you saved it here. Ask the person; if it is given all "
        "the same, set it in SuperOffice."
    )
    return Message("consent_withdrawn", told)


def following(steps: Sequence[Step]) -> list[str]:
    """Returns what is told of the next steps of a company that is saved; nothing where there are none."""
    told: list[str] = []
    told += _listed(steps, (State.SAVED,), "next_steps_done", N_("Done as well: {names}."), _DONE)
    told += [_with_note(step) for step in steps if step.state is State.SAVED and step.message]
    told += [_named(step) for step in steps if step.state is State.REJECTED]
    told += [_unknown(step) for step in steps if step.state is State.UNKNOWN]
    follows = (N_("{names} follows by itself."), N_("{names} follow by themselves."))
    told += _listed(steps, (State.QUEUED, State.SENDING), "next_steps_follow", follows, _FOLLOWS)
    return told


def _with_note(step: Step) -> str:
    return Message("of_person", N_("{name}: {message}"), name=step.name, message=step.message)


def _named(step: Step) -> str:
    if step.kind is StepKind.SUPPORT_PERSON:
        told = N_("{name} is not the support person: {message}")
        return Message("support_person_refused", told, name=step.name, message=step.message)
    told = N_("“{name}” was not done: {message}")
    return Message("next_step_refused", told, name=step.name, message=step.message)


def _unknown(step: Step) -> str:
    if step.candidates:
        told = N_(
            "“{name}” may be there already: an appointment that may be it is in SuperOffice. Say whether "
            "that is the one, or whether to send it again."
        )
        return Message("decide_next_step", told, name=step.name)
    if step.is_left_to_user and step.first_not_found_at and step.sent_again >= MOST_SENT_AGAIN:
        return question_sentences.sent_often(step.name)
    if step.is_left_to_user:
        told = N_(
            "Whether “{name}” was done cannot be seen on the server. Look for it in SuperOffice, and say "
            "whether to send it again."
        )
        return Message("next_step_left_to_user", told, name=step.name)
    if not step.first_not_found_at:
        told = N_("Whether “{name}” was done is not known yet; that is looked up on the server.")
        return Message("next_step_perhaps_done", told, name=step.name)
    told = N_(
        "“{name}” does not seem to be done yet. To be sure, that is looked up again before it is sent again."
    )
    return Message("next_step_not_found_once", told, name=step.name)


def _listed(
    steps: Sequence[Step],
    states: Container[State],
    code: str,
    template: str | tuple[str, str],
    of_people: Mapping[StepKind, str],
) -> list[str]:
    """Returns the steps in these states: what a name says, in a sentence, and one for each person's."""
    listed = [step for step in steps if step.state in states]
    named = [step for step in listed if not _is_of_person(step)]
    # Without marks of quotation: each language has its own.
    names = ", ".join(step.name for step in named)
    told: list[str] = [Message(code, template, names=names, count=len(named))] if named else []
    for step in listed:
        if _is_of_person(step):
            name = str(step.content.get("Name") or step.name)
            purpose = step.name.removesuffix(f", {name}")
            told.append(Message(f"{code}_{step.kind}", of_people[step.kind], name=name, purpose=purpose))
    return told


def _is_of_person(step: Step) -> bool:
    """Returns True for what its name alone says nothing of: it has a sentence of its own."""
    return step.kind in _DONE and (step.kind is not StepKind.CONSENT or bool(step.content.get("Name")))
