// Reads what a stranger sent, byte by byte: every read is checked against the bytes that are left, so no declared length or
// count is ever believed or allocated (R8, F3). Wire format of lib0: varuints, strings and byte arrays with their length before them.
// Throws Malformed and nothing else; whoever opens a reader catches it at the edge.
import { decodeUtf8 } from 'lib0/string';

/** What was sent is not what it says it is. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}

export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  readByte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Malformed('ends too early');
    this.#at += 1;
    return byte;
  }

  /** 0 to 2^53 - 1, in its shortest form: a longer form would let two frames mean the same. */
  readVarUint(): number {
    let value = 0;
    let place = 1;
    for (;;) {
      const byte = this.readByte();
      value += (byte & 127) * place;
      if (value > Number.MAX_SAFE_INTEGER) throw new Malformed('number too large');
      if (byte < 128) {
        if (byte === 0 && place > 1) throw new Malformed('number not in its shortest form');
        return value;
      }
      place *= 128;
    }
  }

  /** A count of things that take at least `bytesEach`, so never more than the bytes left can hold. */
  readCount(bytesEach: number): number {
    const count = this.readVarUint();
    if (count * bytesEach > this.left) throw new Malformed('count larger than what follows');
    return count;
  }

  /** A view, not a copy. */
  readBytes(length: number): Uint8Array {
    if (length > this.left) throw new Malformed('ends too early');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  /** A view, not a copy. */
  readVarBytes(): Uint8Array {
    return this.readBytes(this.readVarUint());
  }

  /** Strict UTF-8. */
  readVarString(): string {
    const bytes = this.readVarBytes();
    try {
      return decodeUtf8(bytes);
    } catch {
      throw new Malformed('not UTF-8');
    }
  }

  requireEnd(): void {
    if (this.left > 0) throw new Malformed('more bytes than the message has');
  }
}
