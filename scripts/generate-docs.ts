/** `npm run docs`: writes the generated documents anew. A test fails while one of them is stale. */
import { writeFileSync } from 'node:fs';
import { refuseArguments } from '#lib/commands/arguments.ts';
import { runCommand } from '#lib/commands/run-command.ts';
import { generatedDocuments } from './docs/generated-documents.ts';

await runCommand(async () => {
	refuseArguments('docs');
	for (const [path, content] of await generatedDocuments()) {
		writeFileSync(path, content);
		console.log(path);
	}
});
