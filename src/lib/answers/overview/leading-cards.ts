import { measureOf } from '#lib/catalogue/measures.ts';
import { flagSentence } from '#lib/comparison/flag-words.ts';
import type { Flag } from '#lib/comparison/flags.ts';
import { departmentHref, href, measureHref, type Chosen } from '#lib/links.ts';

/** As many as fit into ten seconds. */
const SHOWN = 5;

export interface LeadingCards {
	total: number;
	all_href: string;
	shown: {
		code: string;
		department: string;
		department_href: string;
		measure: string;
		sentence: string;
		source_href: string;
	}[];
}

export function leadingCards(flags: readonly Flag[], chosen: Chosen): LeadingCards {
	return {
		total: flags.length,
		all_href: href('/outliers', { ...chosen }),
		shown: flags.slice(0, SHOWN).map((flag) => ({
			code: flag.observation.department.code,
			department: flag.observation.department.name,
			department_href: departmentHref(flag.observation.department.code, chosen),
			measure: measureOf(flag.measure).short,
			sentence: flagSentence(flag),
			source_href: measureHref(flag.observation.filing_id, flag.measure)
		}))
	};
}
