/** Forms that write bear the line of the audit log that they were shown after: a restored backup is known by it. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Forms of the reader's own session and look, and of a hand-in, which a restored ledger does not hold any more. */
const OTHER_FORMS = /routes\/(?:login|account|hand-in)\/|DisplayMenu|UnreadFigures|HandInForm/;

const FILES = globSync('src/**/*.svelte').filter((file) => !OTHER_FORMS.test(file));

/** The snippets of a file by their names. */
function snippetsOf(text: string): Map<string, string> {
	const found = text.matchAll(/\{#snippet (\w+)\([^]*?\{\/snippet\}/g);
	return new Map([...found].map(([whole, name = '']) => [name, whole]));
}

function sentForms(file: string): string[] {
	const text = readFileSync(file, 'utf8');
	const snippets = snippetsOf(text);
	return [...text.matchAll(/<form\b[^>]*\bmethod="post"[^]*?<\/form>/g)].map(([form]) =>
		form.replace(/\{@render (\w+)\(.*?\)\}/g, (_, name: string) => snippets.get(name) ?? '')
	);
}

test('every form that writes says what its sender has seen', () => {
	const forms = FILES.flatMap((file) => sentForms(file).map((form) => ({ file, form })));
	expect(forms.length).toBeGreaterThan(8);
	const blind = forms.filter(({ form }) => !form.includes('name="seen"'));
	expect(blind.map(({ file, form }) => `${file}: ${form.slice(0, 60)}`)).toEqual([]);
});
