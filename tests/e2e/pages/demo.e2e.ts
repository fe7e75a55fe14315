import { describe } from 'vitest';
import { test } from '../page.ts';
import { inspectPage } from './inspection.ts';
import { DEMO, OTHER_PAGES, pathsOf } from './paths.ts';

describe('every page of the made-up city is accessible, fits, prints, and is marked', () => {
	test.for([...pathsOf(DEMO), ...OTHER_PAGES])('%s', async (path, { openPage }) => {
		await inspectPage(await openPage(path, { width: 1280 }), DEMO);
	});
});
