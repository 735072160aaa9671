// Where nothing more can be sent, nothing of it stays in this tab: of a whole study, or of one person at it.

export default class ForgetTab {
  constructor({ dataset: { forget, sitting } }) {
    try {
      for (const key of Object.keys(sessionStorage)) {
        const url = key.slice(key.indexOf(":") + 1);
        const here = url.startsWith(`${forget}/`) || url.startsWith(`${forget}?`);
        if (here && (!sitting || url.endsWith(sitting))) sessionStorage.removeItem(key);
      }
    } catch { /* nothing could be kept either */ }
  }
}
