// What every record carries: who made and changed it and when, and the version that guards against overwriting.
import * as v from 'valibot';
import { type AccountId, idSchema } from '../ids.ts';
import { instantSchema } from './time.ts';

const accountOrHub = v.nullable(idSchema<AccountId>());

/** Fields to spread into a record's schema. `createdBy` null is the hub itself, at setup. A write names the `version` it saw. */
export const stampEntries = {
  createdAt: instantSchema,
  createdBy: accountOrHub,
  updatedAt: instantSchema,
  updatedBy: accountOrHub,
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
};
