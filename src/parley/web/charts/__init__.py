"""Charts as SVG, made on the server: pure functions from records to a drawing and the table that says the same.

Every chart is laid out twice, wide and narrow, so that its words can be read on a telephone too. Nothing in it
hangs on chance, clock or browser.
"""

from parley.web.charts.chart import Chart, Column, Datum, KeyItem, Table
from parley.web.charts.clock import clock_chart
from parley.web.charts.ground import ground
from parley.web.charts.lanes import Lane, Mark, lanes
from parley.web.charts.life import life
from parley.web.charts.matrix import matrix
from parley.web.charts.network import network
from parley.web.charts.ties import tied
from parley.web.charts.weeks import Said, speaker_weeks

__all__ = [
    "Chart", "Column", "Datum", "KeyItem", "Lane", "Mark", "Said", "Table",
    "clock_chart", "ground", "lanes", "life", "matrix", "network", "speaker_weeks", "tied",
]  # fmt: skip
