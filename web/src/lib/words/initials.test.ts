// Initials as they stand in an avatar.
import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';

test('[U6] initials skip the small words of both languages', () => {
  expect(initialsOf('Coordinación de Protección')).toBe('CP');
  expect(initialsOf('Oficial de asilo')).toBe('OA');
  expect(initialsOf('Head of the delegation')).toBe('HD');
  expect(initialsOf('Relatoría')).toBe('RE');
  expect(initialsOf('  ')).toBe('·');
});
