import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { enhance } from './src/enhance/plugin.ts';

/** Reports are filed, and read, in China; a test must not depend on where it runs. */
const env = { TZ: 'Asia/Shanghai' };

/** Packages of hundreds of small files, which the server would open one by one at its start. */
const BUNDLED = ['echarts', 'zrender', 'pinyin-pro', 'tslib'];

export default defineConfig(({ command }) => ({
	ssr: { noExternal: command === 'build' ? BUNDLED : [] },
	plugins: [enhance(), sveltekit()],
	test: {
		allowOnly: false,
		// The runner leaves one core free for watching; most tests wait for a child process or a browser.
		maxWorkers: 2,
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['tests/**/*.test.ts'],
					exclude: ['tests/e2e/**'],
					setupFiles: ['tests/harness/surroundings.ts'],
					environment: 'node',
					// It ends a test that hangs; on a busy machine one that starts processes takes several seconds.
					testTimeout: 30_000,
					hookTimeout: 30_000,
					env
				}
			},
			{
				extends: true,
				test: {
					name: 'browser',
					include: ['tests/e2e/**/*.e2e.ts'],
					globalSetup: ['tests/e2e/setup.ts'],
					environment: 'node',
					testTimeout: 180_000,
					hookTimeout: 180_000,
					// A page under test is slow where several browsers share a processor.
					expect: { poll: { timeout: 60_000 } },
					// After the unit tests, so that the browser does not slow those with a time limit.
					sequence: { groupOrder: 1 },
					env
				}
			}
		]
	}
}));
