import { isHttpError, type RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { ANONYMOUS } from '#lib/server/accounts/reader.ts';
import { ROUTE_RULES } from '#lib/server/web/access.ts';
import { turnedAway } from '#lib/server/web/turned-away.ts';

const ROUTE = '/departments/[code]/round';

function sent(fields: Record<string, string>) {
	const url = new URL('http://127.0.0.1/departments/101/round?/ask');
	const request = new Request(url, { method: 'POST', body: new URLSearchParams(fields) });
	return { url, request, route: { id: ROUTE }, locals: { reader: ANONYMOUS } } as RequestEvent;
}

async function refusalOf(fields: Record<string, string>): Promise<[number, string]> {
	try {
		await turnedAway(sent(fields), { rule: ROUTE_RULES[ROUTE], shown: 'all' });
	} catch (refusal) {
		if (isHttpError(refusal)) return [refusal.status, refusal.body.message];
	}
	throw new Error('the form was not refused');
}

test('a form that comes after its sender was signed out gives back what was written', async () => {
	const [status, message] = await refusalOf({ text: '第一行\n第二行', topic: 'x', seen: '1' });
	expect(status).toBe(401);
	expect(message).toMatch(/^登录已过期.*\n.*复制.*：\n问题或说明：第一行\n第二行$/);
	const [, none] = await refusalOf({ topic: 'x' });
	expect(none).toMatch(/^登录已过期.*$/);
});
