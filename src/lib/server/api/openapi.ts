/** The API described for programs, from the very schemas and parameters that answer. */
import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { MEASURE_IDS } from '#lib/catalogue/measures.ts';
import { FINDING_STATES, RULES } from '#lib/catalogue/rules.ts';
import { PEER_RULES } from '#lib/comparison/peers.ts';
import { envelope, Problem } from './items.ts';
import { LIST_IDS, LISTS, MOST_ITEMS, type ApiList, type ParameterName } from './lists.ts';

type Schema = Record<string, unknown>;

const PARAMETERS: Record<ParameterName | 'area', { description: string; schema: Schema }> = {
	area: {
		description: 'Jurisdiction code; by default the one with the most filings.',
		schema: { type: 'string' }
	},
	year: { description: 'Fiscal year; by default all years.', schema: { type: 'integer' } },
	kind: { description: 'Department kind.', schema: { type: 'string' } },
	measure: { description: 'Measure id.', schema: { type: 'string', enum: [...MEASURE_IDS] } },
	rule: { description: 'Rule id.', schema: { type: 'string', enum: RULES.map(({ id }) => id) } },
	state: {
		description: 'State of a finding.',
		schema: { type: 'string', enum: [...FINDING_STATES] }
	},
	peers: {
		description: 'Whom departments are compared with.',
		schema: { type: 'string', enum: [...PEER_RULES] }
	},
	threshold: {
		description: 'Least modified z-score of a flag.',
		schema: { type: 'number', minimum: 0, maximum: 100 }
	},
	q: {
		description: 'Words in the name or code of the department.',
		schema: { type: 'string', maxLength: 100 }
	},
	sort: {
		description: 'Key of a column, with - in front for descending.',
		schema: { type: 'string' }
	},
	limit: {
		description: 'Items at most.',
		schema: { type: 'integer', minimum: 0, maximum: MOST_ITEMS }
	},
	offset: { description: 'Items before the first.', schema: { type: 'integer', minimum: 0 } }
};

export function openApiDocument(): Schema {
	return {
		openapi: '3.1.0',
		info: {
			title: 'Mingzhang',
			version: '1',
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
		parameters: (['area', ...list.parameters] as const).map((name) => ({
			name,
			in: 'query',
			required: false,
			...PARAMETERS[name]
		})),
		responses: {
			200: { description: 'The list.', ...json(envelope(list.item)) },
			400: {
				description: 'A parameter is not allowed: which, what was read, what is allowed.',
				...json(Problem)
			}
		}
	};
}

function json(schema: GenericSchema): Schema {
	const described: Schema = { ...toJsonSchema(schema, { target: 'draft-2020-12' }) };
	// The dialect is OpenAPI 3.1's own.
	delete described.$schema;
	return { content: { 'application/json': { schema: described } } };
}
