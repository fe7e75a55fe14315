/** `npm run docs`: writes the generated documents anew. A test fails while one of them is stale. */
import { writeFileSync } from 'node:fs';
import { generatedDocuments } from './docs/generated-documents.ts';

for (const [path, content] of await generatedDocuments()) {
	writeFileSync(path, content);
	console.log(path);
}
