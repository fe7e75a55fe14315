/**
 * Once before all page tests: the real start command on a fresh database in a temporary folder, and one browser.
 * Tests get both addresses with `inject`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { CHROMIUM_ARGS, ensureChromium } from '../harness/chromium.ts';
import { startServer } from './server.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** The address of the pages, without a slash at the end. */
		baseUrl: string;
		/** The process behind that address. */
		serverPid: number | undefined;
		/** The address at which the browser takes commands. */
		browserEndpoint: string;
		/** The database that the pages read; tests copy it before they change anything. */
		databasePath: string;
	}
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const folder = mkdtempSync(join(tmpdir(), 'mingzhang-e2e-'));
	const databasePath = join(folder, 'ledger.db');
	const server = await startServer('start', databasePath);
	const browser = await chromium.launchServer({
		executablePath: ensureChromium(),
		args: CHROMIUM_ARGS
	});
	project.provide('baseUrl', server.url);
	project.provide('serverPid', server.pid);
	project.provide('browserEndpoint', browser.wsEndpoint());
	project.provide('databasePath', databasePath);
	return async () => {
		await browser.close();
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	};
}
