// The save state of the shell: the worst of all, never better than the truth (R4).
import { expect, test } from 'vitest';
import type { SaveState } from '#lib/sync/save-state.ts';
import { worstSaveState } from './worst-save-state.ts';

const saved: SaveState = { kind: 'saved' };
const saving: SaveState = { kind: 'saving' };
const limited: SaveState = { kind: 'limited' };
const offline = (count: number): SaveState => ({ kind: 'offline', count });
const failed = (text: string): SaveState => ({ kind: 'failed', copyText: () => text });

test('[R4] nothing open is saved, and one document that is saving is enough not to be', () => {
  expect(worstSaveState([])).toEqual(saved);
  expect(worstSaveState([saved, saving, saved])).toEqual(saving);
  expect(worstSaveState([saving, limited])).toEqual(saving);
});

test('[R4] changes that are only on this device are counted over all documents', () => {
  expect(worstSaveState([offline(2), saved, offline(3), saving])).toEqual(offline(5));
});

test('[R4] what failed is worse than anything, and every lost text is in the copy', () => {
  const worst = worstSaveState([offline(4), failed('uno'), saving, failed('dos')]);
  expect(worst.kind === 'failed' && worst.copyText()).toBe('uno\n\ndos');
});
