// What pages of respondents ask for; every page works without it.

import start, { components } from "../start.js";
import advance from "../components/advance.js";
import autosave from "../components/autosave.js";
import confirm from "../components/confirm.js";
import copy_link from "../components/copy_link.js";
import error_focus from "../components/error_focus.js";
import forget_tab from "../components/forget_tab.js";
import kept_pages from "../components/kept_pages.js";
import ranking from "../components/ranking.js";
import slider from "../components/slider.js";
import submit_once from "../components/submit_once.js";
import sum from "../components/sum.js";

Object.assign(components, { advance, autosave, confirm, copy_link, error_focus, forget_tab, kept_pages, ranking, slider, submit_once, sum });
start(document);
