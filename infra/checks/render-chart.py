"""Writes out a chart as Helm would install it: python3 render-chart.py <folder with the library> <chart> <values as JSON>."""

import json
import sys

library, folder, values = sys.argv[1:]
sys.path.insert(0, library)

from helm_python.chart import Chart  # noqa: E402

files = Chart.load(folder).render(json.loads(values), name="v", namespace="v", revision=1, is_install=True)
print(json.dumps(files))
