from senim.status import Status


def test_the_weakest_word_wins():
    assert Status.weakest([Status.OBSERVED, Status.ELICITED, Status.LITERATURE]) is Status.ELICITED
