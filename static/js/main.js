// Starts what the page asks for; every page works without it.

import start from "./start.js";

start(document);
