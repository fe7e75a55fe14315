/**
 * The parts of a filing beside its figures, as plain rows with links to their cells.
 */
import {
	chooseMoneyUnit,
	formatValue,
	unitLabel,
	type DisplayUnit
} from '#lib/catalogue/format.ts';
import { FIGURES, type FigureId } from '#lib/catalogue/measures.ts';
import type { Place } from '#lib/documents/place.ts';
import { absent, present } from '#lib/catalogue/values.ts';
import type { DepartmentYear } from '#lib/comparison/observation.ts';
import type { ListedFinding } from '../finding-list.ts';
import type { RuleId } from '#lib/catalogue/rules.ts';
import type { Cell } from '../table.ts';
import { placeHref } from '#lib/links.ts';
import type { FilingContent } from '#lib/server/questions/departments/department.ts';

/** Findings with the quoted cells linked, those of other years to their own filings. */
export function listFindingsOf(
	content: FilingContent,
	history: readonly DepartmentYear[],
	followedUp: (rule: RuleId) => Pick<ListedFinding, 'follow_up' | 'round_href'>
): { open: ListedFinding[]; passed: ListedFinding[]; unchecked: ListedFinding[] } {
	const filings = new Map(history.map((one) => [one.fiscal_year, one.filing_id]));
	const listed = content.findings.map(
		({
			rule,
			state,
			message,
			difference,
			quantity,
			rounding,
			places,
			follows_from
		}): ListedFinding => ({
			rule,
			state,
			message,
			difference,
			quantity,
			rounding,
			...(follows_from && { follows_from }),
			...followedUp(rule),
			places: places.map((quoted) => {
				const filing = filings.get(quoted.fiscal_year);
				const href = filing && quoted.place ? placeHref(filing, quoted.place) : null;
				return { ...quoted, href };
			})
		})
	);
	return {
		open: listed.filter(({ state }) => state === 'fail' || state === 'warn'),
		passed: listed.filter(({ state }) => state === 'pass'),
		unchecked: listed.filter(({ state }) => state === 'not_checkable')
	};
}

/** The remark on a figure that was corrected by hand; none on any other. */
export function handNote(place: Place | null): string | undefined {
	return place?.correction === undefined ? undefined : '人工更正';
}

export interface ShownUnits {
	heads: { id: FigureId; name: string; unit: string; shown: DisplayUnit }[];
	rows: { name: string; role: string; cells: Cell[] }[];
}

/** The unit rows where the department reports more than one; null otherwise. */
export function listUnits(filing: number, content: FilingContent): ShownUnits | null {
	if (content.units.length < 2) return null;
	const heads = FIGURES.filter(({ id }) => content.units.some((row) => row.figures[id]?.place)).map(
		({ id, short }) => {
			const shown = chooseMoneyUnit(content.units.map((row) => row.figures[id]?.value ?? 0));
			return { id, name: short, unit: unitLabel(id, shown), shown };
		}
	);
	return {
		heads,
		rows: content.units.map((row) => ({
			name: row.name,
			role: row.role,
			cells: heads.map(({ id, shown }) => {
				const figure = row.figures[id];
				const value = figure?.value ?? null;
				const known = value === null ? absent(figure?.missing ?? 'blank') : present(value);
				return {
					text: formatValue(id, known, 'table', shown),
					missing: value === null,
					note: handNote(figure?.place ?? null),
					href: figure?.place ? placeHref(filing, figure.place) : undefined
				};
			})
		}))
	};
}

interface LinkedText {
	text: string;
	href: string | null;
}

/** Goals, indicators, projects and passages, each text with the cell it is in. */
export function listTexts(filing: number, content: FilingContent) {
	const link = (text: string, place: Place | null): LinkedText => ({
		text,
		href: place ? placeHref(filing, place) : null
	});
	return {
		goals: content.goals.map((goal) => ({
			target: link(goal.target, goal.target_place),
			result: link(goal.result, goal.result_place)
		})),
		indicators: content.indicators.map((indicator) => ({
			path: [indicator.level1, indicator.level2].filter(Boolean).join(' · '),
			target: link(indicator.target, indicator.target_place),
			result: link(indicator.result, indicator.result_place)
		})),
		projects: content.projects.map((project) => ({
			name: project.name,
			amount: link(project.printed, project.place)
		})),
		passages: content.passages.map(({ heading, kind, text, place }) => ({
			heading,
			kind,
			...link(text, place)
		}))
	};
}
