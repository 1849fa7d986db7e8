"""A seller's rates over the last days, and what follows from them (rules.md section 7)."""

from amends.rates.buyers import BuyerHistory as BuyerHistory
from amends.rates.buyers import buyer_signals as buyer_signals
from amends.rates.buyers import history as history
from amends.rates.consequences import Consequence as Consequence
from amends.rates.consequences import consequences as consequences
from amends.rates.facts import OrderFacts as OrderFacts
from amends.rates.facts import facts as facts
from amends.rates.rates import Rate as Rate
from amends.rates.rates import Rates as Rates
from amends.rates.rates import rates as rates
from amends.rates.rates import rates_of as rates_of
from amends.rates.rates import window_begins as window_begins
