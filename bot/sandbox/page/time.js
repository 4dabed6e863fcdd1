// Times as Discord shows them, in the reader's own zone and language.

const format = (options) => new Intl.DateTimeFormat(undefined, options);
const CLOCK = format({ timeStyle: "short" });
const DAY = format({ day: "numeric", month: "long", year: "numeric" });
const SHORT = format({ day: "2-digit", month: "2-digit", year: "numeric" });

const STYLES = {
  t: CLOCK,
  T: format({ timeStyle: "medium" }),
  d: SHORT,
  D: DAY,
  f: format({ dateStyle: "long", timeStyle: "short" }),
  F: format({ dateStyle: "full", timeStyle: "short" }),
};
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: "always" });
const UNITS = [
  ["year", 31536000],
  ["month", 2592000],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

export const clock = (when) => CLOCK.format(when);
export const day = (when) => DAY.format(when);
export const long = (when) => STYLES.F.format(when);

const midnight = (when) => new Date(when.getFullYear(), when.getMonth(), when.getDate()).getTime();
export const sameDay = (a, b) => midnight(a) === midnight(b);

/** The time beside a name: only the clock today, with the day before. */
export function stamp(when, now = new Date()) {
  const days = Math.round((midnight(now) - midnight(when)) / 86400000);
  if (days === 0) return CLOCK.format(when);
  if (days === 1) return `Yesterday at ${CLOCK.format(when)}`;
  return `${SHORT.format(when)}, ${CLOCK.format(when)}`;
}

/** The words of a `<t:...>` of one of Discord's styles. */
export function inStyle(when, style, now = Date.now()) {
  if (style !== "R") return (STYLES[style] ?? STYLES.f).format(when);
  const seconds = Math.round((when.getTime() - now) / 1000);
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS.at(-1);
  return RELATIVE.format(Math.trunc(seconds / size), unit);
}

/** Keep every relative time on the page true. */
export function keepTimesTrue() {
  setInterval(() => {
    for (const element of document.querySelectorAll('time[data-style="R"]')) {
      const words = inStyle(new Date(element.dateTime), "R");
      if (element.textContent !== words) element.textContent = words;
    }
  }, 10000);
}
