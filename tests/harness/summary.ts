/** Sums up a test run from vitest's JSON report. */
import * as v from 'valibot';

const Report = v.object({
	numPassedTests: v.number(),
	numFailedTests: v.number(),
	testResults: v.array(
		v.object({
			status: v.string(),
			assertionResults: v.array(v.object({ status: v.string() }))
		})
	)
});

export interface Summary {
	passed: number;
	/** Failed tests; a file that could not run counts as one. */
	failed: number;
	/** Exit status of the whole run: 0 only where something ran and nothing went wrong. */
	status: 0 | 1;
}

/**
 * @param report the text of the JSON report, or null where vitest wrote none.
 * @param exit vitest's exit status; null where it was killed. Errors outside of tests show only here.
 */
export function summarise(report: string | null, exit: number | null): Summary {
	const { numPassedTests, numFailedTests, testResults } =
		report === null
			? { numPassedTests: 0, numFailedTests: 0, testResults: [] }
			: v.parse(Report, JSON.parse(report));
	const brokenFiles = testResults.filter(
		(file) =>
			file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed')
	).length;
	const counted = numFailedTests + brokenFiles;
	const failed = counted === 0 && exit !== 0 ? 1 : counted;
	return { passed: numPassedTests, failed, status: failed === 0 && numPassedTests > 0 ? 0 : 1 };
}
