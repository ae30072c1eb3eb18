"""The script that Streamlit runs: `streamlit run dashboards/app.py -- --company DIR`, from the project's root.

Belongs here: finding the project. Does not belong here: anything else (frame.py).
"""

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parent.parent)
if ROOT not in sys.path:  # Streamlit puts only the script's own folder there
    sys.path.insert(0, ROOT)

from dashboards.frame import run  # noqa: E402

run()
