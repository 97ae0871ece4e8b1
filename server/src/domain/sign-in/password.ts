// Passwords at rest: argon2id of node:crypto (RFC 9106), 46 MiB, one pass (OWASP; ASVS 5.0 appendix C), as a PHC string. Rules A5, A6.
// At most `hashesAtOnceMax` run at once and `hashesWaitingMax` wait; the next is refused `busy`. An account that is not there, or has
// no password, costs the same time as one that is.
import { type Argon2Parameters, argon2, timingSafeEqual } from 'node:crypto';
import { hashesAtOnceMax, hashesWaitingMax } from '@enlace/shared/limits';
import { ok, type Result, refuse } from '@enlace/shared/result';
import type { Random } from '../../runtime/clock.ts';

export interface PasswordCost {
  readonly memoryKib: number;
  readonly passes: number;
}
export const passwordCost: PasswordCost = { memoryKib: 47_104, passes: 1 };

const tagBytes = 32;

export interface Passwords {
  /** A PHC string. Refuses `busy`. */
  hash(password: string): Promise<Result<string>>;
  /** Refuses `busy`. With `stored` null it works as long, and answers false. */
  isRight(password: string, stored: string | null): Promise<Result<boolean>>;
}

interface Parsed {
  readonly cost: PasswordCost;
  readonly salt: Buffer;
  readonly tag: Buffer;
}

/** A password is compared in one Unicode form, whatever keyboard composed it. */
const toBytes = (password: string): Buffer => Buffer.from(password.normalize('NFKC'));

function derive(password: string, salt: Uint8Array, cost: PasswordCost): Promise<Buffer> {
  const parameters: Argon2Parameters = {
    message: toBytes(password),
    nonce: salt,
    parallelism: 1,
    tagLength: tagBytes,
    memory: cost.memoryKib,
    passes: cost.passes,
  };
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, tag) => (error === null ? resolve(tag) : reject(error)));
  });
}

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '');

const encode = ({ cost, salt, tag }: Parsed): string =>
  `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=1$${toBase64(salt)}$${toBase64(tag)}`;

function parse(stored: string): Parsed {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(stored);
  if (match === null) throw new Error('a stored password hash is not argon2id in PHC form');
  const [, memory, passes, salt = '', tag = ''] = match;
  return {
    cost: { memoryKib: Number(memory), passes: Number(passes) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

export function createPasswords(random: Random, cost: PasswordCost = passwordCost): Passwords {
  let running = 0;
  const waiting: (() => void)[] = [];
  const nobody: Parsed = { cost, salt: Buffer.alloc(16), tag: Buffer.alloc(tagBytes) };

  /** In order of asking. */
  async function inTurn<T>(work: () => Promise<T>): Promise<Result<T>> {
    if (running >= hashesAtOnceMax) {
      if (waiting.length >= hashesWaitingMax) return refuse('busy');
      await new Promise<void>((resolve) => waiting.push(resolve)); // the one that ends hands its place over
    } else {
      running += 1;
    }
    try {
      return ok(await work());
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  }

  return {
    hash: (password) =>
      inTurn(async () => {
        const salt = Buffer.from(random(16));
        return encode({ cost, salt, tag: await derive(password, salt, cost) });
      }),
    isRight: (password, stored) =>
      inTurn(async () => {
        const { cost: storedCost, salt, tag } = stored === null ? nobody : parse(stored);
        const derived = await derive(password, salt, storedCost);
        return timingSafeEqual(derived, tag) && stored !== null;
      }),
  };
}
