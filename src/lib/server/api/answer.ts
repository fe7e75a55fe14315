/** One request of the API, from its URL to its JSON. */
import type { Kysely } from 'kysely';
import { chooseArea } from '../request/page-request.ts';
import { listAreas } from '../questions/areas.ts';
import { NO_SCOPE } from '../questions/asked.ts';
import { scopeOf } from '../questions/scope.ts';
import {
	cut,
	describeProblem,
	readParameters,
	type ParameterProblem
} from '../questions/parameters.ts';
import { dataVersion } from '../ledger/data-version.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { parametersOf, type ListId, type ListRequest } from './list.ts';
import { LISTS } from './lists.ts';

export interface ApiAnswer {
	status: 200 | 400;
	body: unknown;
}

/** Answers a list; the first parameter that is not allowed, or not known, refuses the request. */
export async function answerList(db: Kysely<Database>, id: ListId, url: URL): Promise<ApiAnswer> {
	const list = LISTS[id];
	const { area, problem } = chooseArea(await listAreas(db), url.searchParams.get('area'));
	if (problem) return refusal(problem);
	const { version } = await dataVersion(db);
	const scope = { area: area?.code ?? '', ...(area ? await scopeOf(db, area.code) : NO_SCOPE) };
	const parameters = parametersOf(list, scope);
	const unknown = unknownParameter(url, ['area', 'as_of', ...Object.keys(parameters)]);
	if (unknown) return refusal(unknown);
	const { values, problems } = readParameters(url.searchParams, parameters);
	const wrong = problems[0];
	if (wrong) return refusal(wrong);
	const { total, totals, items } = await list.answer(db, scope, values as unknown as ListRequest);
	return { status: 200, body: { data_version: version, unit: '分', total, ...totals, items } };
}

function unknownParameter(url: URL, known: readonly string[]): ParameterProblem | null {
	for (const [name, value] of url.searchParams) {
		if (!known.includes(name)) {
			return {
				parameter: cut(name),
				read: cut(value),
				allowed: `这个接口的参数只有 ${known.join('、')}`
			};
		}
	}
	return null;
}

function refusal(problem: ParameterProblem): ApiAnswer {
	return {
		status: 400,
		body: { error: { code: 'bad_parameter', message: describeProblem(problem), ...problem } }
	};
}
