/** The browser that the page tests drive: found on this machine, or installed where that is possible. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { canInstallFromDebian, installFromDebian } from './debian.ts';

const NAMES = [
	'chromium',
	'chromium-browser',
	'google-chrome-stable',
	'google-chrome',
	'chrome.exe',
	'msedge.exe'
];

const USUAL_PATHS = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
];

const ADVICE =
	'找不到可用的 Chromium，页面测试无法进行。请安装 Chromium 或 Chrome（Debian：apt-get install chromium；' +
	'其他系统：npx playwright-core install --with-deps chromium），或用环境变量 CHROMIUM_PATH 指出它的位置。\n' +
	'No usable Chromium was found, so the page tests cannot run. Install Chromium or Chrome, or set CHROMIUM_PATH.';

/** Switches for a browser that neither updates itself nor calls home, and runs in a container as root. */
export const CHROMIUM_ARGS = [
	'--headless',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/** Path of a Chromium that starts, or null. CHROMIUM_PATH, when set, is the only one tried. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
	const named = env.CHROMIUM_PATH;
	const candidates = named ? [named] : [...onPath(env), ...USUAL_PATHS, chromium.executablePath()];
	return candidates.find((path) => existsSync(path) && starts(path)) ?? null;
}

/**
 * Finds Chromium, or installs it: from Debian where that is allowed (its libraries come along), else Playwright's.
 * @throws {Error} with a sentence, in Chinese and English, that says what to do.
 */
export function ensureChromium(): string {
	const found = findChromium();
	if (found !== null) return found;
	if (process.env.CHROMIUM_PATH) throw new Error(ADVICE);
	if (canInstallFromDebian()) installFromDebian('chromium');
	return findChromium() ?? installFromPlaywright();
}

function installFromPlaywright(): string {
	console.error('正在下载 Playwright 的 Chromium ……');
	spawnSync('npx', ['playwright-core', 'install', 'chromium'], {
		env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' },
		stdio: ['ignore', 'ignore', 'inherit'],
		shell: process.platform === 'win32'
	});
	const path = findChromium();
	if (path === null) throw new Error(ADVICE);
	return path;
}

function onPath(env: NodeJS.ProcessEnv): string[] {
	const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
	return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Some systems put a stub in the place of the browser that only tells how to install it. */
function starts(path: string): boolean {
	if (process.platform === 'win32') return true;
	return spawnSync(path, ['--version'], { timeout: 120_000, stdio: 'ignore' }).status === 0;
}
