"""Words: text in, text and sound (PCM samples) out.

No HTTP server, no database and no output file is known in here, and importing
this package loads no model library.
"""

import os

# ONNX Runtime tells its maker how it is used, from release 1.29 on, unless it is told not to before
# it is loaded. Engines that never use the network must not have it do so for them.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
