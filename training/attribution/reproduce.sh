#!/bin/sh
# Everything from the data to the installed weights, by one command, from the root of the source tree:
#   training/attribution/reproduce.sh ../shared /somewhere/with/space
# Six epochs; about three quarters of an hour on two idle cores. Needs torch, which running Parley does not.
set -eu
data=$1
work=$2
[ -d "$work/venv" ] || python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q -r training/attribution/requirements.txt
export PYTHONPATH=src:. OMP_NUM_THREADS=2
"$work/venv/bin/python" -m training.attribution.train --data "$data" --out "$work/run"
"$work/venv/bin/python" -m training.attribution.export --data "$data" --weights "$work/run/last.pt"
