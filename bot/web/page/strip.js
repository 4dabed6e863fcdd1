/* What Tutti never wants is taken out of JSON here, before anything leaves this computer.
 *
 * A scanner over UTF-8 bytes, in pieces of any size: values of refused keys become `null`, all else stays byte for
 * byte. Broken JSON comes out as broken as it went in.
 */

/** Fields of Spotify's files whose values never leave this computer; the same as the readers never decode. */
const REFUSED = new Set([
  "ip_addr",
  "ip_addr_decrypted",
  "conn_country",
  "city",
  "region",
  "metro_code",
  "latitude",
  "longitude",
  "user_agent",
  "user_agent_decrypted",
  "username",
  "email",
  "country",
  "collaborators",
]);

/** Keys that tell Spotify's files with listens or playlists: all keys of one row must stand near the beginning. */
const WANTED = [
  ["ts", "ms_played"],
  ["endTime", "msPlayed"],
  ["playlists", "items"],
];

/** Keys that tell Spotify's other files, of which only the shape is needed to name them. */
const OTHERS = [
  ["username", "email"],
  ["username", "birthdate"],
  ["identifierType", "identifierValue"],
  ["displayName", "imageUrl"],
  ["tasteMaker"],
  ["payment_method"],
  ["payments"],
  ["searchTime", "searchQuery"],
  ["artistName", "segment"],
  ["followerCount"],
  ["followingUsersCount"],
  ["followingArtists"],
  ["inferences"],
  ["topArtists", "yearlyMetrics"],
  ["topArtistRace"],
  ["listeningAge"],
  ["streamCount", "secondsPlayed"],
  ["ratedShow"],
  ["votedPollOption"],
  ["capsule2023"],
  ["userPrompts"],
  ["context_time"],
];

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const NULL = new TextEncoder().encode("null");
const KEY_BYTES = 80;
const latin = new TextDecoder("latin1");

/** How to treat a file: "fields" (null the refused ones), "shape" (null every value), "start" (send only its first
 * bytes), "" (leave it alone). */
export function treatment(head) {
  const text = latin.decode(head).replace(/^\u00ef\u00bb\u00bf/, "").trimStart();
  if (text.startsWith("List(Map(") || text.startsWith("%PDF")) return "start";
  if (!/^[[{]/.test(text)) return "";
  const keys = new Set(Array.from(text.matchAll(/"((?:[^"\\]|\\.){1,80})"\s*:/g), (found) => found[1]));
  const fits = (rows) => rows.some((row) => row.every((key) => keys.has(key)));
  if (fits(WANTED)) return "fields";
  return fits(OTHERS) ? "shape" : "";
}

/** The encoding of a text's first bytes as TextDecoder names it; "utf-8" unless it is UTF-16. */
export function encoding(head) {
  const [a, b] = head;
  if ((a === 0xff && b === 0xfe) || (b === 0 && (a === OPEN_LIST || a === OPEN))) return "utf-16le";
  if ((a === 0xfe && b === 0xff) || (a === 0 && (b === OPEN_LIST || b === OPEN))) return "utf-16be";
  return "utf-8";
}

const TEXT = 0;
const STRING = 1;
const AFTER_STRING = 2;
const BEFORE_VALUE = 3;
// From here on, bytes are left out.
const SKIP_STRING = 4;
const SKIP_NESTED = 5;
const SKIP_NESTED_STRING = 6;
const SKIP_SCALAR = 7;

/** Takes refused values out of JSON, piece by piece. `removed` counts them. */
export class Stripper {
  constructor(mode) {
    this.everything = mode === "shape";
    this.removed = 0;
    this.state = TEXT;
    this.escaped = false;
    this.depth = 0;
    this.key = new Uint8Array(KEY_BYTES);
    this.keyLength = 0;
  }

  /** The next piece of the file, cleaned. */
  push(piece) {
    // A value of one byte becomes four; nothing else grows.
    let out = new Uint8Array(piece.length + 64);
    let length = 0;
    let from = 0; // bytes from here on are not yet in `out`
    const keep = (to) => {
      if (to <= from) return;
      if (length + to - from > out.length) out = grown(out, length, to - from);
      out.set(piece.subarray(from, to), length);
      length += to - from;
    };
    const blank = () => {
      if (length + 4 > out.length) out = grown(out, length, 4);
      out.set(NULL, length);
      length += 4;
      this.removed += 1;
    };
    let { state, escaped, depth } = this;
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at];
      switch (state) {
        case TEXT:
          if (byte === QUOTE) {
            state = STRING;
            this.keyLength = 0;
          }
          break;
        case STRING:
          if (escaped) escaped = false;
          else if (byte === QUOTE) {
            state = AFTER_STRING;
            break;
          } else if (byte === BACKSLASH) escaped = true;
          if (this.keyLength < KEY_BYTES) this.key[this.keyLength] = byte;
          this.keyLength += 1;
          break;
        case AFTER_STRING:
          if (byte === COLON) state = this.refused() ? BEFORE_VALUE : TEXT;
          else if (byte > 0x20) {
            state = TEXT;
            at -= 1; // it may begin the next string of broken JSON
          }
          break;
        case BEFORE_VALUE:
          if (byte <= 0x20) break;
          keep(at);
          blank();
          from = piece.length;
          depth = 0;
          if (byte === QUOTE) state = SKIP_STRING;
          else if (byte === OPEN || byte === OPEN_LIST) {
            state = SKIP_NESTED;
            depth = 1;
          } else {
            state = SKIP_SCALAR;
            at -= 1;
          }
          break;
        case SKIP_STRING:
          if (escaped) escaped = false;
          else if (byte === BACKSLASH) escaped = true;
          else if (byte === QUOTE) {
            state = TEXT;
            from = at + 1;
          }
          break;
        case SKIP_NESTED:
          if (byte === QUOTE) state = SKIP_NESTED_STRING;
          else if (byte === OPEN || byte === OPEN_LIST) depth += 1;
          else if (byte === CLOSE || byte === CLOSE_LIST) {
            depth -= 1;
            if (depth === 0) {
              state = TEXT;
              from = at + 1;
            }
          }
          break;
        case SKIP_NESTED_STRING:
          if (escaped) escaped = false;
          else if (byte === BACKSLASH) escaped = true;
          else if (byte === QUOTE) state = SKIP_NESTED;
          break;
        case SKIP_SCALAR:
          if (byte === COMMA || byte === CLOSE || byte === CLOSE_LIST || byte <= 0x20) {
            state = TEXT;
            from = at;
          }
          break;
      }
    }
    if (state < SKIP_STRING) keep(piece.length);
    this.state = state;
    this.escaped = escaped;
    this.depth = depth;
    return out.subarray(0, length);
  }

  refused() {
    if (this.everything) return true;
    if (this.keyLength > KEY_BYTES) return false;
    let key = latin.decode(this.key.subarray(0, this.keyLength));
    if (key.includes("\\")) {
      try {
        key = JSON.parse(`"${key}"`);
      } catch {
        return false;
      }
    }
    return REFUSED.has(key);
  }
}

function grown(out, length, more) {
  const larger = new Uint8Array(Math.max(out.length * 2, length + more));
  larger.set(out.subarray(0, length));
  return larger;
}
