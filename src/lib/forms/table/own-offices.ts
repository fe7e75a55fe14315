/** `本级`, `局机关`, `民政局本级`, `某局（机关）`: a department's own offices, as the rows of lists call them. */
import { unitName } from '../report/figures/units.ts';

const OWN_OFFICES = /^(.*?)[(（]?(?:机关本级|本级|机关|本部)[)）]?$/;
/** `局机关` calls no department. */
const BODY_WORD = /(?:^|[(（])[局委办厅院部会]?$/;

/** The department as the name of its own offices calls it, empty where it calls none; null for any other name. */
export function calledByOffices(name: string): string | null {
	return OWN_OFFICES.exec(unitName(name).name)?.[1]?.replace(BODY_WORD, '') ?? null;
}

/** `示例市某局本级`, `某局本级` or `本级` alone, as of `示例市某局`. */
export function areOfficesOf(name: string, department: string): boolean {
	const rest = name.startsWith(department) ? name.slice(department.length) : name;
	const called = calledByOffices(rest);
	return called !== null && department.endsWith(called);
}
