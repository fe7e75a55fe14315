import { expect, test } from 'vitest';
import { writtenIn } from '#lib/server/web/forms.ts';

const sent = (body: BodyInit) => new Request('http://localhost/', { method: 'POST', body });
const files = new FormData();
files.append('reason', '见附件');

test.each([
	['a reason of several lines', { reason: '依据不足\n见附件' }, [['理由', ['依据不足\n见附件']]]],
	['what is sent along unseen', { topic: 'income_parts', filing_id: '7', text: '' }, []],
	['secrets', { current: 'a', wanted: 'b', again: 'b', password: 'c' }, []]
])('what was written into a form that could not be taken: %s', async (_name, fields, written) => {
	const read = await writtenIn(sent(new URLSearchParams(fields)));
	expect(read.map(({ name, texts }) => [name, texts])).toEqual(written);
});

test('a form with files is not read', async () => {
	expect(await writtenIn(sent(files))).toEqual([]);
});
