// Secrets that travel (cookie, invitation link, setup link) and what is kept of them: 256 random bits out, a SHA-256 at rest (S3).
import { createHash } from 'node:crypto';
import type { Random } from '../../runtime/clock.ts';

const PATTERN = /^[A-Za-z0-9_-]{43}$/;

/** 32 random bytes as base64url: 43 characters. */
export const createToken = (random: Random): string => Buffer.from(random(32)).toString('base64url');

export const isToken = (value: string): boolean => PATTERN.test(value);

/** 64 hex digits; all that the store ever sees. A token has 256 bits, so a plain hash is enough. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
