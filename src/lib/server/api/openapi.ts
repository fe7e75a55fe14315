/** The API described for programs, from the very schemas and parameters that answer. */
import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { NO_SCOPE } from '../questions/asked.ts';
import { listResponse, Problem } from './items.ts';
import { LIST_IDS, parametersOf, type ApiList } from './list.ts';
import { LISTS } from './lists.ts';

type Schema = Record<string, unknown>;

const AREA = {
	description: 'Jurisdiction code; by default the one with the most filings.',
	schema: { type: 'string' }
};

const AS_OF = {
	description: 'Data version to answer from; the present one unless given.',
	schema: { type: 'integer' }
};

export function openApiDocument(): Schema {
	return {
		openapi: '3.1.0',
		info: {
			title: 'Mingzhang',
			version: '1.1',
			description:
				'Amounts in 分 (hundredths of a yuan), people as counts, scores in points, ratios as fractions.'
		},
		paths: Object.fromEntries(
			LIST_IDS.map((id) => [`/api/v1/${id}`, { get: operation(id, LISTS[id]) }])
		)
	};
}

function operation(id: string, list: ApiList): Schema {
	return {
		operationId: id.replace('-', '_'),
		summary: list.summary,
		parameters: Object.entries({ area: AREA, as_of: AS_OF, ...parametersOf(list, NO_SCOPE) }).map(
			([name, parameter]) => ({
				name,
				in: 'query',
				required: false,
				description: parameter.description,
				schema: withDefault(parameter)
			})
		),
		responses: {
			200: { description: 'The list.', ...json(listResponse(list.item)) },
			400: {
				description: 'A parameter is not allowed: which, what was read, what is allowed.',
				...json(Problem)
			}
		}
	};
}

/** A caller who leaves a parameter out is told what holds then, e.g. how many items are answered. */
function withDefault({ schema, fallback }: { schema: Schema; fallback?: unknown }): Schema {
	const isStated =
		typeof fallback === 'number' || (typeof fallback === 'string' && fallback !== '');
	return isStated ? { ...schema, default: fallback } : schema;
}

function json(schema: GenericSchema): Schema {
	const described: Schema = { ...toJsonSchema(schema, { target: 'draft-2020-12' }) };
	// The dialect is OpenAPI 3.1's own.
	delete described.$schema;
	return { content: { 'application/json': { schema: described } } };
}
