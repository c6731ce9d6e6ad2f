"""Every case that scorers of the field get wrong: ours right, theirs as recorded."""

from __future__ import annotations

import pytest

from .cases import CASES, Case, Peer


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_ours_is_right(case: Case) -> None:
    assert case.ours() == case.right


@pytest.mark.parametrize(
    ("case", "peer"),
    [(case, peer) for case in CASES for peer in case.peers],
    ids=lambda one: getattr(one, "tool", getattr(one, "name", "")),
)
def test_the_peer_says_what_is_recorded(case: Case, peer: Peer) -> None:
    if peer.run is None:
        pytest.skip(f"{peer.tool} is in no package index; {peer.version}")
    if peer.installed is None:
        pytest.skip(f"{peer.tool} is not installed (measured with {peer.version})")
    said = peer.run()
    if said != peer.said and peer.installed != peer.version:
        pytest.skip(f"{peer.tool} {peer.installed} says {said}, {peer.version} said {peer.said}")
    assert said == peer.said
    assert said != case.right, "the peer is right now: the case can go"
