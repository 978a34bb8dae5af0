"""Where passages stand in a transcript."""

from __future__ import annotations

from themes.exchange.placing import NOT_FOUND, SEVERAL, Place, only_near, place_by_text, place_by_words


def words_at(text: str, places: list[Place | str]) -> list[str]:
    return [one if isinstance(one, str) else text[one.start : one.end] for one in places]


def test_a_passage_is_found_as_it_is_then_without_signs_then_without_labels():
    text = "Who came?\nNobody “came” – but the board did."
    passages = ["the board", 'Nobody "came" -\n but', "INTERVIEWER: Who came?\nANNA: Nobody"]
    places = place_by_words(passages, text, labels=["INTERVIEWER", "ANNA"])
    assert ["the board", "Nobody “came” – but", "Who came?\nNobody"] == words_at(text, places)
    assert ["exact", "loose", "loose"] == [one.match for one in places if isinstance(one, Place)]


def test_labels_that_stayed_in_the_transcript_shift_nothing():
    text = "ANNA: Hello.\nANNA: Then we went “home”.\nLee: Never."
    places = place_by_words(["INT: Then we\nANNA: went 'home'", "Lee: Never."], text, labels=["ANNA", "INT"])
    assert [NOT_FOUND, "Lee: Never."] == words_at(text, places)
    assert ["Then we went “home”"] == words_at(
        text, place_by_words(['INT: Then we went "home"'], text, labels=["INT", "ANNA"])
    )


def test_words_inside_other_words_are_not_meant():
    assert ["no"] == words_at("I know, no.", place_by_words(["no"], "I know, no.", labels=[]))


def test_words_said_as_often_as_they_were_coded_go_in_order():
    text = "Yes. Then we went.\nYes. And home."
    places = place_by_words(["Yes", "Yes"], text, labels=[])
    assert [0, 19] == [one.start for one in places if isinstance(one, Place)]


def test_words_at_several_places_go_between_their_neighbours():
    text = "First.\nYes.\nSecond.\nYes.\nThird.\nYes."
    places = place_by_words(["Second", "Yes", "Third"], text, labels=[])
    assert 20 == places[1].start if isinstance(places[1], Place) else places[1]


def test_what_could_stand_anywhere_is_said_and_not_guessed():
    text = "Yes.\nSecond.\nYes."
    assert [SEVERAL, NOT_FOUND] == place_by_words(["Yes", "never said"], text, labels=[])


def test_a_place_in_one_text_of_a_talk_is_found_in_another_without_labels():
    old = "INT: And?\n  ANNA: Yes.\n  INT: Then?\n  ANNA: Yes. Home."
    new = "And?\nYes.\nThen?\nYes. Home."
    spans = [(old.index("ANNA: Yes."), old.index("ANNA: Yes.") + 10), (old.rindex("Yes"), len(old))]
    places = place_by_text(spans, old, new, labels=["INT", "ANNA"])
    assert [(5, 9, "loose"), (16, 26, "exact")] == [(one.start, one.end, one.match) for one in places if one]


def test_a_passage_whose_words_are_not_the_same_has_no_place():
    assert [None] == place_by_text([(0, 20)], "We saw the board and left.", "We left.", labels=["INT"])


def test_what_two_coders_coded_is_not_told_apart_by_counting_them():
    text = "Yes. Then we went.\nYes. And home."
    assert [SEVERAL, SEVERAL] == place_by_words(["Yes", "Yes"], text, labels=[], coders=["Ann", "Bob"])
    places = place_by_words(["Yes", "Yes", "Yes", "Yes"], text, labels=[], coders=["Ann", "Bob", "Ann", "Bob"])
    assert [0, 0, 19, 19] == [one.start for one in places if isinstance(one, Place)]


def test_a_place_that_was_chosen_among_several_is_not_called_exact():
    text = "First.\nYes.\nSecond.\nYes.\nThird.\nYes."
    places = place_by_words(["Second", "Yes", "Third"], text, labels=[])
    assert ["exact", "loose", "exact"] == [one.match for one in places if isinstance(one, Place)]


def test_words_that_changed_at_their_place_are_not_found_far_from_it():
    old = "ANNA: Yes.\nINT: " + "Then we went home. " * 40 + "\nANNA: Never."
    new = "No.\n" + "Then we went home. " * 40 + "\nYes."
    start = old.index("Yes")
    assert [None] == place_by_text([(start, start + 3)], old, new, labels=["ANNA", "INT"])
    assert [NOT_FOUND] == only_near(
        place_by_words(["Yes"], new, labels=["ANNA", "INT"]), [(start, start + 3)], old, new
    )
