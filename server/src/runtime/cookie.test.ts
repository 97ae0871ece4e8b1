import { expect, test } from 'vitest';
import { clearSignInCookie, readSignInToken, signInCookieName, writeSignInCookie } from './cookie.ts';

const http = 'http://127.0.0.1:8080';
const https = 'https://enlace.example';
const token = 'a'.repeat(43);

test('[S3] over https the cookie is tied to the host and never travels without it', () => {
  const cookie = writeSignInCookie(token, { url: https, maxAgeMs: 60_000 });
  expect(cookie).toBe(`__Host-enlace=${token}; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60`);
});
test('[S3] over http it is as narrow as the browser allows', () => {
  expect(writeSignInCookie(token, { url: http, maxAgeMs: null })).toBe(`enlace=${token}; Path=/; HttpOnly; SameSite=Lax`);
  expect(clearSignInCookie(http)).toBe('enlace=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0');
});
test('[S3] what is written is read back, among others', () => {
  expect(readSignInToken(`a=b; ${signInCookieName(http)}=${token}; c=d`, http)).toBe(token);
});
test.each([
  undefined,
  null,
  '',
  'enlace',
  'enlace=',
  'enlace=short',
  `enlacex=${'a'.repeat(43)}`,
  `xenlace=${'a'.repeat(43)}`,
  `enlace=${'a'.repeat(500)}`,
  `enlace=${'a'.repeat(40)}%00`,
  `__Host-enlace=${'a'.repeat(43)}`,
])('[S3] %j holds no token', (header) => {
  expect(readSignInToken(header, http)).toBeNull();
});
