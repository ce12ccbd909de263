import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian and others install it; QHAM_CHROMIUM says where else. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of a Chromium on this machine, or null. */
export function findChromium(): string | null {
  const places = process.env.QHAM_CHROMIUM ? [process.env.QHAM_CHROMIUM] : PLACES;
  return places.find((place) => existsSync(place)) ?? null;
}

/** Milliseconds that bound a hang of a page; nothing is timed by them. */
export const HANG = 240_000;

/** Starts a headless Chromium that can reach this machine only. */
export function startChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium: install Debian’s package chromium, or set QHAM_CHROMIUM');
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}
