// Finds a Chromium that launches here: CHROMIUM_PATH, an installed one, else the one that an npm package brings.
// Answers null where neither does; the run then says which tests did not run and how to mend it.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Plain flags: nothing that weakens the web platform under test; no calls of the browser's own to the outside. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

export const MEND = 'sudo apt-get install -y chromium   (or set CHROMIUM_PATH to a Chromium or Chrome)';

async function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS, headless: true });
}

async function packaged(): Promise<string> {
  const { default: packagedChromium } = await import('@sparticuz/chromium');
  return packagedChromium.executablePath();
}

/** The path of a Chromium that was just launched and closed with success, or null and the reasons. */
export async function findChromium(): Promise<{ readonly path: string | null; readonly reasons: readonly string[] }> {
  const reasons: string[] = [];
  const named = process.env.CHROMIUM_PATH;
  const candidates = [...(named === undefined ? [] : [named]), ...INSTALLED.filter((path) => existsSync(path))];
  for (const candidate of [...candidates, packaged]) {
    try {
      const path = typeof candidate === 'string' ? candidate : await candidate();
      const browser = await launch(path);
      await browser.close();
      return { path, reasons };
    } catch (fault) {
      const cause = fault instanceof Error ? (fault.message.split('\n')[0] ?? '') : String(fault);
      reasons.push(`${typeof candidate === 'string' ? candidate : 'the packaged Chromium'}: ${cause}`);
    }
  }
  return { path: null, reasons };
}

/** For the tests: the browser that the run has found (`ENLACE_CHROMIUM`, set by run.ts), looked for again where a file is run alone. */
export async function openBrowser(): Promise<Browser> {
  const path = process.env.ENLACE_CHROMIUM ?? (await findChromium()).path;
  if (path === null) throw new Error(`No Chromium launches here. ${MEND}`);
  return launch(path);
}
