"""The article that systems are warmed up on: our own words, in no corpus."""

from __future__ import annotations

from copydesk.records import Article

_TEXT = """\
Harbour council delays vote on Tarn Street crossing

By Odile Ferrant

BRACKWATER, Monday — The town council of Brackwater put off a vote on the Tarn Street crossing \
for the third time on Monday, after its own engineers said that the bridge would cost $4.2 million \
more than the public had been told.

“We were handed a figure that nobody in this room can defend,” said Marguerite Dorsey, who leads \
the council. “I will not ask people to pay for it.”

Ms. Dorsey, 58, said the new estimate had reached her office on Friday. According to a report by \
Pellworth Associates, the firm that drew up the plans, the price of steel has risen by 31 percent \
since last March.

A spokesman for the harbour authority denied that the firm had been asked to keep the figures \
back. “There was no such request,” the spokesman, Idris Vane, wrote in an e-mail. He added that \
the authority “has published every invoice it has paid.”

Residents who packed the hall were less patient. Tobias Lund, a baker whose shop stands beside \
the crossing, told the council that his takings had fallen by half. “You close a road in winter,

“and then you wonder where the customers went,” he said, to applause.

The crossing was damaged in the floods of 2019, when the Aller broke its banks and 140 families \
had to leave their homes. Engineers warned at the time that a second flood could bring it down.

READ MORE: Five things we learned from the harbour inquiry

Critics say that the delay will cost the town a grant of $9 million from the Coastal Fund, which \
expires in June. Ms. Dorsey said she had been assured that it would be extended, but the fund \
has not confirmed this. “They tell us it is under review,” she said.

The council will meet again on Dec. 4.

Sign up for our morning newsletter
Follow us on Twitter and Facebook
© Brackwater Courant. All rights reserved.
"""

WARM_UP = Article(id="copydesk-warm-up", text=_TEXT)


def warm_up_articles(count: int) -> list[Article]:
    """Return the article `count` times, for systems that take batches."""
    return [WARM_UP] * count
