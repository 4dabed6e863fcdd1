/* ZIPs in the browser: what is in one, and making one. Format: PKWARE's APPNOTE 6.3. No ZIP64: such archives are over
 * 4 GiB or made by few programs, and are refused with `CannotOpen`. */

export class CannotOpen extends Error {}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const TOO_LARGE = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;
const HAS_DESCRIPTOR = 1 << 3;
const ENCRYPTED = 1;

/** Whether these bytes begin like a ZIP. */
export const isZip = (head) => head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;

const bytesOf = async (blob, from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer());
const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The entries of a ZIP, in the order of its directory: { name, raw, method, flags, time, crc, size, outer, data }.
 * `raw` is the name as bytes; `data` the packed bytes as a Blob, found when `packed()` is awaited. */
export async function entries(blob) {
  const tailFrom = Math.max(0, blob.size - END_BYTES - LONGEST_COMMENT);
  const tail = await bytesOf(blob, tailFrom, blob.size);
  const view = viewOf(tail);
  let end = tail.length - END_BYTES;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new CannotOpen("it has no directory: it may be cut off");
  const count = view.getUint16(end + 10, true);
  const length = view.getUint32(end + 12, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || length === TOO_LARGE || start === TOO_LARGE) throw new CannotOpen("it is a ZIP64");
  if (start + length > blob.size) throw new CannotOpen("its directory is broken");
  return directory(blob, await bytesOf(blob, start, start + length), count);
}

function directory(blob, bytes, count) {
  const view = viewOf(bytes);
  const found = [];
  let at = 0;
  for (let number = 0; number < count; number += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) throw new CannotOpen("its directory is broken");
    const nameLength = view.getUint16(at + 28, true);
    const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    const entry = {
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      time: view.getUint32(at + 12, true),
      crc: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      outer: view.getUint32(at + 38, true),
      offset: view.getUint32(at + 42, true),
      raw: bytes.slice(at + 46, at + 46 + nameLength),
    };
    if ([entry.packedSize, entry.size, entry.offset].includes(TOO_LARGE)) throw new CannotOpen("it is a ZIP64");
    entry.name = new TextDecoder("utf-8").decode(entry.raw);
    entry.packed = () => packed(blob, entry);
    entry.readable = (entry.flags & ENCRYPTED) === 0 && (entry.method === STORED || entry.method === DEFLATED);
    found.push(entry);
    at += 46 + nameLength + rest;
  }
  return found;
}

async function packed(blob, entry) {
  const header = await bytesOf(blob, entry.offset, entry.offset + 30);
  const view = viewOf(header);
  if (header.length < 30 || view.getUint32(0, true) !== LOCAL) throw new CannotOpen(`${entry.name} is not where it should be`);
  const from = entry.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  if (from + entry.packedSize > blob.size) throw new CannotOpen(`${entry.name} is cut off`);
  return blob.slice(from, from + entry.packedSize);
}

/** An entry's content as a stream of Uint8Array. */
export async function content(entry) {
  const stream = (await entry.packed()).stream();
  return entry.method === DEFLATED ? stream.pipeThrough(new DecompressionStream("deflate-raw")) : stream;
}

const CRC_TABLE = new Int32Array(256).map((_, number) => {
  let crc = number;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

function crc32(crc, bytes) {
  let sum = ~crc;
  for (let at = 0; at < bytes.length; at += 1) sum = CRC_TABLE[(sum ^ bytes[at]) & 0xff] ^ (sum >>> 8);
  return ~sum;
}

/** Makes a ZIP of entries: `copy` takes one over as it is packed, `add` packs a stream anew. */
export class ZipMaker {
  constructor() {
    this.parts = [];
    this.directory = [];
    this.length = 0;
  }

  async copy(entry) {
    this.put(entry, await entry.packed(), entry.method, entry.crc, entry.size);
  }

  /** @param entry - whose name and time it gets. @param pieces - async iterable of Uint8Array. */
  async add(entry, pieces) {
    let crc = 0;
    let size = 0;
    const packer = new CompressionStream("deflate-raw");
    const whole = new Response(packer.readable).blob();
    const writer = packer.writable.getWriter();
    try {
      for await (const piece of pieces) {
        crc = crc32(crc, piece);
        size += piece.length;
        await writer.write(piece);
      }
      await writer.close();
    } catch (error) {
      await writer.abort(error).catch(() => {});
      await whole.catch(() => {});
      throw error;
    }
    this.put(entry, await whole, DEFLATED, crc >>> 0, size);
  }

  put(entry, data, method, crc, size) {
    const facts = { ...entry, flags: entry.flags & ~HAS_DESCRIPTOR, method, crc, size, packedSize: data.size, offset: this.length };
    const header = local(facts);
    this.parts.push(header, data);
    this.length += header.length + data.size;
    this.directory.push(facts);
  }

  blob() {
    const listed = this.directory.map(central);
    const length = listed.reduce((sum, record) => sum + record.length, 0);
    if (this.length + length >= TOO_LARGE || listed.length >= 0xffff) throw new CannotOpen("it is too large");
    const end = new Uint8Array(END_BYTES);
    const view = viewOf(end);
    view.setUint32(0, END, true);
    view.setUint16(8, listed.length, true);
    view.setUint16(10, listed.length, true);
    view.setUint32(12, length, true);
    view.setUint32(16, this.length, true);
    return new Blob([...this.parts, ...listed, end]);
  }
}

function shared(view, at, facts) {
  view.setUint16(at, 20, true);
  view.setUint16(at + 2, facts.flags, true);
  view.setUint16(at + 4, facts.method, true);
  view.setUint32(at + 6, facts.time, true);
  view.setUint32(at + 10, facts.crc, true);
  view.setUint32(at + 14, facts.packedSize, true);
  view.setUint32(at + 18, facts.size, true);
  view.setUint16(at + 22, facts.raw.length, true);
}

function local(facts) {
  const header = new Uint8Array(30 + facts.raw.length);
  const view = viewOf(header);
  view.setUint32(0, LOCAL, true);
  shared(view, 4, facts);
  header.set(facts.raw, 30);
  return header;
}

function central(facts) {
  const record = new Uint8Array(46 + facts.raw.length);
  const view = viewOf(record);
  view.setUint32(0, CENTRAL, true);
  view.setUint16(4, 20, true);
  shared(view, 6, facts);
  view.setUint32(38, facts.outer, true);
  view.setUint32(42, facts.offset, true);
  record.set(facts.raw, 46);
  return record;
}
