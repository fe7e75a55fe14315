import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedDocuments } from '../../scripts/docs/generated-documents.ts';

const DOCUMENTS = await generatedDocuments();

test.each([...DOCUMENTS.keys()])('%s is what npm run docs writes', (path) => {
	expect(readFileSync(path, 'utf8')).toBe(DOCUMENTS.get(path));
});
