import { describe } from 'vitest';
import { test } from '../page.ts';
import { inspectPage } from './inspection.ts';
import { pathsOf, REAL } from './paths.ts';

describe('every page of the real report is accessible, fits, prints, and is not marked as made up', () => {
	test.for(pathsOf(REAL))('%s', async (path, { openPage }) => {
		await inspectPage(await openPage(path, { width: 1280 }), REAL);
	});
});
