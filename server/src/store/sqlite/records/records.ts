// All repositories on one pair of connections. See ../sqlite-store.ts for which.
import type { Records } from '../../port/records.ts';
import { createEntrances } from './entrances.ts';
import { createFeed } from './feed.ts';
import { createPlaces } from './places.ts';
import type { Access } from './repository.ts';
import { createWork } from './work.ts';

export const createRecords = (access: Access): Records => ({
  ...createPlaces(access),
  ...createEntrances(access),
  ...createWork(access),
  ...createFeed(access),
});
