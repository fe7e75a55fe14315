/**
 * Identifies which department a filing belongs to, from what it says of itself and what is registered. It is pure: a
 * department or jurisdiction that is not registered is proposed here and written by `departments.ts`.
 */
import { LONGEST_NAME, nearestNames, placeInName } from '#lib/catalogue/departments.ts';
import type { Issue } from '#lib/documents/issue.ts';
import { warning } from '#lib/documents/remarks.ts';
import type { IdentityClaim, JurisdictionClaim } from '#lib/filing/filing.ts';
import { DocumentError } from '#lib/documents/document-error.ts';
import { sha256 } from '../integrity/sha256.ts';
import { betterCode } from './better-names.ts';
import { codeAndNames, type CodeAndNames } from './claims.ts';
import { findJurisdiction } from './jurisdiction-of.ts';
import { fullerName, isSameCode } from './names.ts';
import {
	isProvisional,
	PROVISIONAL_PREFIX,
	type RegisteredDepartment,
	type Jurisdiction,
	type Registry
} from './registry.ts';

export interface Identification {
	jurisdiction: Jurisdiction;
	/** Registered; null where a new one is to be registered from `code` and `name`. */
	department: RegisteredDepartment | null;
	/** Code under which the department is to be registered: a known one may have had a provisional code so far. */
	code: string;
	name: string;
	/** As the filing writes the name; of the spellings of a department that no registry lists, the fullest names it. */
	spelling: string;
	issues: Issue[];
}

const PROPOSED_NAMES = 3;
/** Above these, looking through all names for near ones would take longer than reading the file. */
const MOST_CANDIDATES = 2_000;
const MOST_PROPOSALS = 50;

/**
 * A registered name is believed and another code beside it doubted. `strictCode`: of a name that filings alone gave, another
 * code is another department, since a table has both in each row; a report says so once and may err.
 * @throws DocumentError where the filing does not say whose it is.
 */
export function identify(
	registry: Registry,
	claims: readonly IdentityClaim[],
	stated: JurisdictionClaim | null,
	strictCode: boolean
): Identification {
	const claimed = codeAndNames(claims);
	const { code, names } = claimed;
	const issues: Issue[] = [];
	const jurisdiction = findJurisdiction(registry, claimed, stated, issues);
	const coded = code === null ? null : findCoded(registry, jurisdiction, code, names);
	if (coded) checkNames(registry, coded, names, issues);
	const known = coded ?? findNamed(registry, jurisdiction, names, issues);
	if (known && agreesOnCode(known, code, strictCode, issues)) {
		return {
			jurisdiction,
			department: known,
			code: betterCode(known, code),
			name: known.name,
			spelling: spellingOf(registry, known, names),
			issues
		};
	}
	return propose(registry, jurisdiction, claimed, issues);
}

/** By its code, which may lack the zeros before it where the name is the same. */
function findCoded(
	registry: Registry,
	{ code: area }: Jurisdiction,
	code: string,
	names: readonly IdentityClaim[]
): RegisteredDepartment | null {
	const coded = registry.departmentCoded(area, code);
	const [first] = names;
	if (coded || !first) return coded;
	return registry.departmentsLike(area, code, first.text)[0] ?? null;
}

/** @throws DocumentError where the registry gives the name to several departments: a further one would be nobody's. */
function findNamed(
	registry: Registry,
	jurisdiction: Jurisdiction,
	names: readonly IdentityClaim[],
	issues: Issue[]
): RegisteredDepartment | null {
	let ambiguous: DocumentError | null = null;
	for (const [index, claim] of names.entries()) {
		const known = registry.departmentsNamed(jurisdiction.code, claim.text);
		// Of a department that filings alone named, the name that is trusted most decides, whichever came first.
		const [first, ...others] = known.filter(({ is_filed }) => index === 0 || is_filed === 0);
		if (first && others.length === 0) return first;
		if (!first) continue;
		const all = [first, ...others].map((each) => `${each.name}（${each.code}）`).join('、');
		const message = `“${claim.text}”可以是${all}，不能据此确定部门；请在文件中写明部门编码或全称。`;
		if (known.every(({ is_filed }) => is_filed === 0))
			ambiguous ??= new DocumentError('department_ambiguous', message, claim.place);
		issues.push({ ...warning('department_ambiguous', message), place: claim.place });
	}
	if (ambiguous) throw ambiguous;
	return null;
}

/**
 * The code decides over a name that the registry does not give to anybody; that it is written beside that is said.
 * @throws DocumentError where the registry gives the name to another department: one of the two is wrong.
 */
function checkNames(
	registry: Registry,
	{ jurisdiction_code, id, code, name }: RegisteredDepartment,
	names: readonly IdentityClaim[],
	issues: Issue[]
): void {
	const [first] = names;
	const isCalled = (claim: IdentityClaim) =>
		registry.departmentsNamed(jurisdiction_code, claim.text).some((each) => each.id === id);
	if (!first || names.some(isCalled)) return;
	const others = registry
		.departmentsNamed(jurisdiction_code, first.text)
		.filter(({ is_filed }) => is_filed === 0);
	const isRelated = ({ id: other }: RegisteredDepartment) =>
		registry.successors(other).includes(id) || registry.successors(id).includes(other);
	if (others[0] && !others.some(isRelated)) throw contradictory({ code, name }, others[0], first);
	const message = `编码${code}登记为“${name}”，文件写作“${first.text}”；已按编码归入“${name}”，请核对；如是别名，请写进部门名册的“别名”列，再导入名册。`;
	issues.push({ ...warning('department_name_differs', message), place: first.place });
}

function agreesOnCode(
	known: RegisteredDepartment,
	code: string | null,
	strictCode: boolean,
	issues: Issue[]
): boolean {
	if (code === null || code === known.code || isProvisional(known.code)) return true;
	const isSame = isSameCode(code, known.code);
	if (isSame && known.is_filed === 1) return true;
	if (strictCode && !isSame && known.is_filed === 1) return false;
	const message = `文件所写编码“${code}”与登记的编码“${known.code}”（${known.name}）不同；已按名称归入该部门，请核对。`;
	issues.push(warning('department_code_differs', message));
	return true;
}

function spellingOf(
	registry: Registry,
	{ id, jurisdiction_code }: RegisteredDepartment,
	names: readonly IdentityClaim[]
): string {
	const own = names.filter(({ text }) =>
		registry.departmentsNamed(jurisdiction_code, text).some((each) => each.id === id)
	);
	const spellings = own.length > 0 ? own : names.slice(0, 1);
	return spellings.map(({ text }) => oneBlank(text)).reduce(fullerName, '');
}

function oneBlank(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

function propose(
	registry: Registry,
	jurisdiction: Jurisdiction,
	{ code: claimedCode, names }: CodeAndNames,
	issues: Issue[]
): Identification {
	const name = oneBlank(names[0]?.text ?? claimedCode ?? '');
	if (name === '') throw nameless();
	if (name.length > LONGEST_NAME) throw overlong(name.length, names[0]?.place ?? null);
	const code =
		claimedCode ??
		`${PROVISIONAL_PREFIX}${sha256(`${jurisdiction.code}\n${registry.normaliseIn(jurisdiction, name)}`).slice(0, 12)}`;
	const known = registry.departmentCoded(jurisdiction.code, code);
	if (known)
		return { jurisdiction, department: known, code, name: known.name, spelling: name, issues };
	return { jurisdiction, department: null, code, name, spelling: name, issues };
}

/** Said when a department is registered because a filing names it. */
export function newDepartmentIssue(
	registry: Registry,
	{ jurisdiction, name, code }: Identification,
	place: Issue['place']
): Issue {
	const same = registry.departmentsNamed(jurisdiction.code, name);
	if (same.length > 0) {
		const known = same.map((each) => `${each.name}（${each.code}）`).join('、');
		const message = `“${name}”已登记为${known}，编码不同，按另一部门登记（编码${code}）；如是同一部门，请改正编码后再导入。`;
		return { ...warning('department_new', message), place };
	}
	const near = proposals(registry, jurisdiction, name);
	const advice = near.length > 0 ? `名称相近的有：${near.join('、')}；` : '';
	const message = `“${name}”不在${jurisdiction.name}的部门名册中，按新部门登记（编码${code}）；${advice}如与已有部门是同一部门，请把它写进部门名册的“别名”列，再导入名册。`;
	return { ...warning('department_new', message), place };
}

/**
 * Texts that are equal where two filings of one import would come to the same department, whether it is registered
 * or still to be: the first is the filing's own, the others are under which a later one may find it.
 */
export function identityKeys(registry: Registry, found: Identification): string[] {
	if (found.department) return [`#${found.department.id}`];
	const { jurisdiction, code, name } = found;
	const area = `${jurisdiction.code} ${jurisdiction.name}`;
	const named = `${area} = ${registry.normaliseIn(jurisdiction, name)}`;
	return isProvisional(code) ? [named] : [`${area} # ${code}`, named];
}

function proposals(registry: Registry, jurisdiction: Jurisdiction, name: string): string[] {
	const candidates = registry.namesIn(jurisdiction.code);
	if (candidates.length > MOST_CANDIDATES || registry.added > MOST_PROPOSALS) return [];
	// An area that is known by its code alone has no name that could be left out of theirs.
	const place = placeInName(name) ?? jurisdiction.name;
	return nearestNames(name, candidates, PROPOSED_NAMES, place).map((near) => near.name);
}

function nameless(): DocumentError {
	return new DocumentError(
		'department_unknown',
		'文件中没有找到部门名称或预算编码（查过封面、正文标题、评分表和机构名称栏），无法判断是哪个部门的报告；请补上后再导入。'
	);
}

function contradictory(
	coded: Pick<RegisteredDepartment, 'code' | 'name'>,
	named: RegisteredDepartment,
	{ text, place }: IdentityClaim
): DocumentError {
	return new DocumentError(
		'department_contradictory',
		`编码${coded.code}登记的是“${coded.name}”，名称“${text}”登记的是另一部门（${named.name}，编码${named.code}），无法判断是哪个部门的数；请改正编码或名称后再导入。`,
		place
	);
}

function overlong(length: number, place: Issue['place']): DocumentError {
	return new DocumentError(
		'department_too_long',
		`部门名称有${length}个字符，超过${LONGEST_NAME}个字符的上限；请检查是否错栏。`,
		place
	);
}
