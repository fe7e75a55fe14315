import { expect, test } from 'vitest';
import { summarise } from './summary.ts';

const file = (status: string, ...tests: string[]) => ({
	status,
	assertionResults: tests.map((each) => ({ status: each }))
});

function report(numPassedTests: number, numFailedTests: number, testResults: object[]): string {
	return JSON.stringify({ numPassedTests, numFailedTests, testResults });
}

test.each([
	['all passed', report(3, 0, [file('passed', 'passed')]), 0, [3, 0, 0]],
	['one failed', report(2, 1, [file('failed', 'passed', 'failed')]), 1, [2, 1, 1]],
	['a file did not load', report(2, 0, [file('failed')]), 1, [2, 1, 1]],
	[
		'a failed test and a file that did not load',
		report(2, 1, [file('failed', 'failed'), file('failed')]),
		1,
		[2, 2, 1]
	],
	['an error outside of tests', report(2, 0, [file('passed', 'passed')]), 1, [2, 1, 1]],
	['killed', report(2, 0, [file('passed', 'passed')]), null, [2, 1, 1]],
	['no report', null, 1, [0, 1, 1]],
	['nothing ran', report(0, 0, []), 0, [0, 0, 1]]
])('%s', (_name, text, exit, [passed, failed, status]) => {
	expect(summarise(text, exit)).toEqual({ passed, failed, status });
});
