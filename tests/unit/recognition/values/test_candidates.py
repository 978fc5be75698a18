from app.recognition.values.candidates import Candidate, Choice, Kind, choose


def test_the_best_reading_wins_and_others_beside_it_stay() -> None:
    register = Candidate(Kind.REGISTER, 0, 10, 9)
    phone = Candidate(Kind.PHONE, 3, 10, 5)
    other = Candidate(Kind.PHONE, 12, 20, 5)
    assert choose([phone, other, register]) == [Choice(register, False), Choice(other, False)]


def test_two_readings_that_are_as_likely_leave_doubt() -> None:
    phone, register = Candidate(Kind.PHONE, 0, 9, 5), Candidate(Kind.REGISTER, 0, 9, 4.5)
    assert choose([register, phone]) == [Choice(phone, True)]


def test_nothing_of_nothing() -> None:
    assert choose([]) == []
