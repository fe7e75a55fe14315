import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { enhance } from './src/enhance/plugin.ts';

/** Reports are filed, and read, in China; a test must not depend on where it runs. */
const env = { TZ: 'Asia/Shanghai' };

/**
 * Milliseconds. They end what hangs: a machine that is slow or busy must fail no test, and each kill of a night of
 * `KILLS` takes some seconds.
 */
const PATIENCE = 600_000 + Number(process.env.KILLS ?? 0) * 60_000;
const POLL_PATIENCE = 120_000;

/** Packages of hundreds of small files, which the server would open one by one at its start. */
const BUNDLED = ['echarts', 'zrender', 'pinyin-pro', 'tslib'];

/** Short files whose tests take longest: every page is opened and looked at in several ways. */
const LONGEST = ['pages/demo.e2e.ts', 'pages/real.e2e.ts'];

/**
 * Vitest begins with the largest files where it knows no former run, as in a fresh clone. The longest tests would then
 * come last, and one of the two workers would wait for more than a minute until the other has done them.
 */
class LongestFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const isLongest = ({ moduleId }: TestSpecification) =>
			LONGEST.some((path) => moduleId.endsWith(path));
		const { longest = [], others = [] } = Object.groupBy(await super.sort(files), (file) =>
			isLongest(file) ? 'longest' : 'others'
		);
		return [...longest, ...others];
	}
}

/**
 * Tests that name the process its database, which it opens once. All other unit tests share two processes, so that each
 * module is loaded twice and not once for every file; these get one each.
 */
const OWN_PROCESS = [
	'tests/server/correction/shown.test.ts',
	'tests/server/exports/{books,compendium,hostile-texts,return-slip}.test.ts',
	'tests/server/recheck/recheck.test.ts',
	'tests/server/request/ledger.test.ts'
];

const SURROUNDINGS = 'tests/harness/surroundings.ts';

export default defineConfig(({ command }) => ({
	ssr: { noExternal: command === 'build' ? BUNDLED : [] },
	plugins: [enhance(), sveltekit()],
	test: {
		allowOnly: false,
		// The runner leaves one core free for watching; most tests wait for a child process or a browser.
		maxWorkers: 2,
		sequence: { sequencer: LongestFirst },
		expect: { poll: { timeout: POLL_PATIENCE } },
		testTimeout: PATIENCE,
		hookTimeout: PATIENCE,
		teardownTimeout: POLL_PATIENCE,
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['tests/**/*.test.ts'],
					exclude: ['tests/e2e/**', ...OWN_PROCESS],
					setupFiles: [SURROUNDINGS, 'tests/harness/shared-process.ts'],
					environment: 'node',
					isolate: false,
					env
				}
			},
			{
				extends: true,
				test: {
					name: 'unit-own-process',
					include: OWN_PROCESS,
					setupFiles: [SURROUNDINGS],
					environment: 'node',
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
					// After the unit tests, so that the browser does not slow those with a time limit.
					sequence: { groupOrder: 1 },
					env
				}
			}
		]
	}
}));
