/**
 * Chooses name and code of a department that no registry table and no person has named: those of all its filings together,
 * so that they do not depend on the order in which the files came.
 */
import { fullerName, isAlike, isSameCode } from './names.ts';
import { isProvisional, type RegisteredDepartment } from './registry.ts';

/** A code that a source states takes the place of a provisional one, and with its zeros that of one without them. */
export function betterCode(known: RegisteredDepartment, code: string | null): string {
	if (code === null || code === known.code) return known.code;
	if (isProvisional(known.code)) return code;
	const isWhole = isSameCode(code, known.code) && code.length > known.code.length;
	return known.is_filed === 1 && isWhole ? code : known.code;
}

export interface FiledNames {
	name: string;
	/** In the other wordings, the fullest spelling of each. */
	others: string[];
}

/**
 * The names with a further one. A short form is the same name, and the fullest spelling is used; of names that have
 * nothing in common the one of the newest year.
 * @param normalise makes spellings of one wording equal
 */
export function addName(
	{ name, others }: FiledNames,
	added: string,
	isNewer: boolean,
	normalise: (name: string) => string
): FiledNames {
	const fullest = new Map<string, string>();
	for (const each of [name, ...others, added]) {
		const wording = normalise(each);
		fullest.set(wording, fullerName(each, fullest.get(wording) ?? each));
	}
	const [now, news] = [normalise(name), normalise(added)];
	const head = !isAlike(now, news) && isNewer ? news : now;
	const alike = [...fullest].filter(([wording]) => isAlike(wording, head));
	const chosen = alike.map(([, spelling]) => spelling).reduce(fullerName);
	return { name: chosen, others: [...fullest.values()].filter((each) => each !== chosen).sort() };
}

/** Tells whether it is known by its name alone, or by the same code without its zeros. */
export function isUnsettled({ code, is_filed }: RegisteredDepartment, of: string): boolean {
	return isProvisional(code) || (is_filed === 1 && isSameCode(code, of));
}
