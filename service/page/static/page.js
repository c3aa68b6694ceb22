// What every page runs. Pages bring their own modules beside it.

import "./look.js";
import "./offline.js";
