import { error, json } from '@sveltejs/kit';
import { answerList } from '#lib/server/api/answer.ts';
import { isListId, LIST_IDS } from '#lib/server/api/list.ts';
import { ledger } from '#lib/server/request/ledger.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, url }) => {
	if (!isListId(params.list)) error(404, `没有这个接口，可用：${LIST_IDS.join('、')}。`);
	const { status, body } = await answerList(ledger(), params.list, url);
	return json(body, { status });
};
