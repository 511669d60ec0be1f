import { type Browser, chromium } from 'playwright-core';

// Not the package's own arguments: they share one process among pages, and switch the web's security off.
const ARGS = [
  '--no-sandbox',
  '--no-zygote',
  '--headless=shell',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--no-first-run',
];

/**
 * A browser for tests: the one that `CHROMIUM` names, else the Chromium of the packages (Linux on x64), else the
 * Chrome of this machine. Each context of it is another person's browser.
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM;
  if (named) return chromium.launch({ executablePath: named, args: ARGS });
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome' });
  // Read while the package is imported: it then unpacks the libraries that the system may lack.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packaged.executablePath(), args: ARGS });
}
