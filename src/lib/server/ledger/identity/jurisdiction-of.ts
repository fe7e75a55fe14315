/** Identifies the jurisdiction of a filing: as it states it, by its code, or by the names that it gives its department. */
import { comparedCharacters } from '#lib/catalogue/characters.ts';
import { placeInName } from '#lib/catalogue/departments.ts';
import type { Issue } from '#lib/documents/issue.ts';
import { warning } from '#lib/documents/remarks.ts';
import type { IdentityClaim, JurisdictionClaim } from '#lib/filing/filing.ts';
import type { CodeAndNames } from './claims.ts';
import { NO_JURISDICTION, type Jurisdiction, type Registry } from './registry.ts';

/** The jurisdiction that a filing tells, or the only one whose registry has its name; else that of filings without one. */
export function findJurisdiction(
	registry: Registry,
	claimed: CodeAndNames,
	stated: JurisdictionClaim | null,
	issues: Issue[]
): Jurisdiction {
	const told = toldJurisdiction(registry, claimed, stated, issues);
	if (told) return told;
	const { code, names } = claimed;
	const sole = code === null ? onlyNamed(registry, names) : null;
	if (sole) {
		const message = `文件没有写明行政区划；已登记的部门中只有${sole.name}有“${names[0]?.text ?? ''}”，已归入${sole.name}，请核对。`;
		issues.push(warning('jurisdiction_of_name', message));
		return sole;
	}
	issues.push(
		warning(
			'jurisdiction_missing',
			`文件没有写明行政区划，已归入“${NO_JURISDICTION.name}”（${NO_JURISDICTION.code}）；请在表中加一列“行政区划”，或先导入列有该部门的部门名册。`
		)
	);
	return NO_JURISDICTION;
}

/** The jurisdiction that a filing tells, or that its code and names do; null where they tell none. */
export function toldJurisdiction(
	registry: Registry,
	claimed: CodeAndNames,
	stated: JurisdictionClaim | null,
	issues: Issue[]
): Jurisdiction | null {
	if (stated?.code) return jurisdictionCoded(registry, stated.code, stated.name, issues);
	if (stated?.name) return jurisdictionNamed(registry, stated.name, issues);
	const { names } = claimed;
	const implied = exactlyRegistered(registry, claimed) ?? inNames(registry, names, issues);
	if (implied) return implied;
	const place = names.map(({ text }) => placeInName(text)).find((each) => each !== null);
	return place ? jurisdictionNamed(registry, place, issues) : null;
}

function jurisdictionCoded(
	registry: Registry,
	code: string,
	name: string | null,
	issues: Issue[]
): Jurisdiction {
	const known = registry.jurisdiction(code);
	if (!known) return newJurisdiction(code, name ?? `代码${code}的行政区划`, issues);
	if (name && registry.jurisdictionNamed(name)?.code !== code) {
		const message = `行政区划代码${code}登记为“${known.name}”，文件写作“${name}”；已按代码归入“${known.name}”，请核对。`;
		issues.push(warning('jurisdiction_name_differs', message));
	}
	return known;
}

function jurisdictionNamed(registry: Registry, name: string, issues: Issue[]): Jurisdiction {
	return (
		registry.jurisdictionNamed(name) ??
		newJurisdiction(registry.freeJurisdictionCode(name), name.trim(), issues)
	);
}

function newJurisdiction(code: string, name: string, issues: Issue[]): Jurisdiction {
	const message = `行政区划“${name}”没有登记，按新行政区划登记为${code}；如有正式代码，请导入列有“行政区划代码”“行政区划名称”的表。`;
	issues.push(warning('jurisdiction_new', message));
	return { code, name, is_demo: 0 };
}

/** Code and name as registered in one jurisdiction and in no other say which it is. */
function exactlyRegistered(registry: Registry, { code, names }: CodeAndNames): Jurisdiction | null {
	if (code === null) return null;
	const fitting = names
		.flatMap((claim) => registry.departmentsExactly(code, claim.text.trim()))
		.filter(({ is_filed }) => is_filed === 0);
	const areas = new Set(fitting.map((department) => department.jurisdiction_code));
	const [only] = areas;
	return areas.size === 1 && only !== undefined ? registry.jurisdiction(only) : null;
}

/**
 * The only jurisdiction, made-up ones aside, in which the registry calls a department so; null where none or several are.
 * What filings alone named decides nothing: it would depend on the order of the files.
 */
function onlyNamed(registry: Registry, names: readonly IdentityClaim[]): Jurisdiction | null {
	for (const { text } of names) {
		const areas = registry.jurisdictionsWith(text).filter(({ is_demo }) => is_demo === 0);
		if (areas.length > 0) return areas.length === 1 ? (areas[0] ?? null) : null;
	}
	return null;
}

function inNames(
	registry: Registry,
	names: readonly IdentityClaim[],
	issues: Issue[]
): Jurisdiction | null {
	for (const { text } of names) {
		const found = registry.jurisdictionInName(text);
		if (!found) continue;
		const county = countyBehind(found, text);
		const isCitys = registry
			.departmentsNamed(found.code, text)
			.some(({ is_filed }) => is_filed === 0);
		return county === null || isCitys ? found : jurisdictionNamed(registry, county, issues);
	}
	return null;
}

/** The county that a name states behind its city, such as 平安县 in 示例市平安县水利局; null where it states none. */
function countyBehind({ name }: Jurisdiction, department: string): string | null {
	return placeInName(comparedCharacters(department).slice(comparedCharacters(name).length));
}
