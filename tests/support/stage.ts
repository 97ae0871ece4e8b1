// What every test in a browser stands on: one hub with the sample and one browser for the file, gone with it.
import type { Browser } from 'playwright';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from './chromium.ts';
import { type HubProcess, openHubProcess } from './hub.ts';

export interface Stage {
  readonly hub: HubProcess;
  readonly browser: Browser;
}

/** Call once at the top of a file; the fields are there when its hooks and tests run. */
export function useStage(): Stage {
  let hub: HubProcess | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    hub = await openHubProcess();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.remove();
  });
  const there = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('the stage is set in beforeAll');
    return thing;
  };
  return {
    get hub() {
      return there(hub);
    },
    get browser() {
      return there(browser);
    },
  };
}
