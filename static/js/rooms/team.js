// What pages of the team, its reports and small pages ask for; every page works without it.

import start, { components } from "../start.js";
import confirm from "../components/confirm.js";
import copy_link from "../components/copy_link.js";
import error_focus from "../components/error_focus.js";
import job_progress from "../components/job_progress.js";
import print from "../components/print.js";
import sortable_table from "../components/sortable_table.js";
import submit_once from "../components/submit_once.js";

Object.assign(components, { confirm, copy_link, error_focus, job_progress, print, sortable_table, submit_once });
start(document);
