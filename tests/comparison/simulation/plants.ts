/** Oddities of many sorts, planted into a city; each says which measures may rightly be flagged for it. */
import type { MeasureId } from '#lib/catalogue/measures.ts';
import type { Chance } from './chance.ts';
import {
	keepLedger,
	type Drivers,
	type SimulatedFigures,
	type Ledger,
	type SimulatedDepartment
} from './ledger.ts';

export interface Plant {
	sort: string;
	department: number;
	year: number;
	/** Any of these explains the flag. */
	measures: readonly MeasureId[];
}

interface Sort {
	measures: readonly MeasureId[];
	/** Changes what drives the year, before the ledger is kept. */
	drive?: (drivers: Drivers, c: Chance) => void;
	/** Overwrites figures of a kept ledger, as a slip of the pen does. */
	slip?: (figures: SimulatedFigures, c: Chance) => void;
	/** Years in a row; 1 where left out, 0 for all. */
	lasting?: number;
	/** True where the department's usual year lends itself to it. */
	fits?: (drivers: Drivers) => boolean;
	/** Never in a department's first year: only its own past shows it. */
	needs_past?: boolean;
}

const SPENDING: readonly MeasureId[] = [
	'spending_total',
	'income_fiscal',
	'personnel_share',
	'operating_share',
	'project_share',
	'carry_over_rate'
];
const THREE_PUBLIC: readonly MeasureId[] = [
	'three_public_total',
	'three_public_without_purchase',
	'three_public_reception',
	'three_public_per_head',
	'three_public_to_operating',
	'three_public_change'
];

const shareOf = (d: Drivers) => d.project / (d.personnel + d.operating + d.project);
const threePublic = (d: Drivers) => d.reception + d.vehicle_running + d.abroad;

export const SORTS: Record<string, Sort> = {
	carry_over: {
		measures: ['carry_over_rate'],
		drive: (d, c) => (d.carry_over_rate = c.between(0.3, 0.8))
	},
	carry_over_lasting: {
		measures: ['carry_over_rate'],
		drive: (d, c) => (d.carry_over_rate = c.between(0.3, 0.8)),
		lasting: 0
	},
	three_public_reception: {
		measures: THREE_PUBLIC,
		drive: (d, c) => (d.reception += threePublic(d) * c.between(2, 9)),
		fits: (d) => threePublic(d) > 3,
		needs_past: true
	},
	three_public_running: {
		measures: THREE_PUBLIC,
		drive: (d, c) => (d.vehicle_running += threePublic(d) * c.between(2, 9)),
		fits: (d) => threePublic(d) > 3,
		needs_past: true
	},
	three_public_purchase: {
		measures: THREE_PUBLIC,
		drive: (d, c) => (d.vehicle_purchase += threePublic(d) * c.between(4, 9)),
		fits: (d) => threePublic(d) > 5,
		needs_past: true
	},
	three_public_all: {
		measures: THREE_PUBLIC,
		drive: (d, c) => {
			const times = c.between(3, 10);
			d.reception *= times;
			d.vehicle_running *= times;
			d.abroad *= times;
		},
		fits: (d) => threePublic(d) > 3,
		needs_past: true
	},
	operating_per_head: {
		measures: ['operating_per_head', 'operating_share', 'spending_total'],
		drive: (d, c) => (d.operating *= c.between(4, 6))
	},
	personnel_per_head: {
		measures: ['personnel_per_head', 'personnel_share', 'spending_total'],
		drive: (d, c) => (d.personnel *= c.between(3, 4))
	},
	staffing: {
		measures: ['staffing_rate', 'staff_actual', 'personnel_per_head', 'operating_per_head'],
		drive: (d, c) => (d.staff = Math.ceil(d.quota * c.between(1.3, 1.8)))
	},
	staffing_lasting: {
		measures: ['staffing_rate', 'staff_actual', 'personnel_per_head', 'operating_per_head'],
		drive: (d, c) => (d.staff = Math.ceil(d.quota * c.between(1.3, 1.8))),
		lasting: 0
	},
	project_swing: {
		measures: SPENDING,
		drive: (d) => {
			const spending = d.personnel + d.operating + d.project;
			const basic = d.personnel + d.operating;
			if (shareOf(d) < 0.45) d.project = basic * 6;
			else d.project = spending * 0.03;
		},
		needs_past: true
	},
	low_execution: {
		measures: ['budget_execution_rate'],
		drive: (d, c) => (d.execution = c.between(0.4, 0.65))
	},
	utilisation: {
		measures: ['asset_utilisation'],
		drive: (d, c) => (d.utilisation = c.between(0.4, 0.7))
	},
	score: {
		measures: ['score_form'],
		drive: (d, c) => (d.score = c.between(70, 80))
	},
	assets_jump: {
		measures: ['assets_total', 'asset_utilisation'],
		drive: (d, c) => (d.assets *= c.between(4, 8)),
		needs_past: true
	},
	spending_jump: {
		measures: SPENDING.concat('personnel_per_head', 'operating_per_head'),
		drive: (d, c) => {
			const times = c.between(4, 6);
			d.personnel *= times;
			d.operating *= times;
			d.project *= times;
		},
		needs_past: true
	},
	spending_collapse: {
		measures: SPENDING.concat('personnel_per_head', 'operating_per_head'),
		drive: (d, c) => {
			const part = c.between(0.1, 0.2);
			d.personnel *= part;
			d.operating *= part;
			d.project *= part;
		},
		needs_past: true
	},
	row_in_yuan: {
		measures: SPENDING.concat(
			'personnel_per_head',
			'operating_per_head',
			'assets_total',
			THREE_PUBLIC
		),
		slip: (figures) => slipRow(figures, 10_000)
	},
	row_in_wan: {
		measures: SPENDING.concat(
			'personnel_per_head',
			'operating_per_head',
			'assets_total',
			THREE_PUBLIC
		),
		slip: (figures) => slipRow(figures, 1 / 10_000)
	},
	figure_slip: {
		measures: SPENDING.concat('operating_per_head', 'personnel_per_head'),
		slip: (figures, c) => (figures.spending_operating *= c.pick([10, 10_000]))
	},
	personnel_slip: {
		measures: SPENDING.concat('personnel_per_head'),
		slip: (figures, c) =>
			(figures.spending_personnel = Math.round(
				figures.spending_personnel * c.pick([10, 10_000, 0.1, 0.0001])
			))
	},
	three_public_slip: {
		measures: THREE_PUBLIC,
		slip: (figures, c) => (figures.three_public_total *= c.pick([10, 10_000])),
		fits: (d) => threePublic(d) > 1
	},
	balance_slip: {
		measures: ['carry_over_rate'],
		slip: (figures) => (figures.balance_cumulative *= 100),
		fits: (d) => d.carry_over_rate > 0.02
	}
};

function slipRow(figures: SimulatedFigures, times: number): void {
	for (const id of Object.keys(figures) as (keyof SimulatedFigures)[]) {
		if (/^(staff|score)/.test(id)) continue;
		figures[id] = Math.round(figures[id] * times);
	}
}

/** Plants about `count` oddities of all sorts in turn, each in a department of its own, and keeps the ledger. */
export function plant(
	city: readonly SimulatedDepartment[],
	c: Chance,
	count: number
): { ledger: Ledger; plants: Plant[] } {
	const names = Object.keys(SORTS);
	const free = [...city].sort(() => c.unit() - 0.5);
	const plants: Plant[] = [];
	const slips: (() => void)[] = [];
	let turn = c.whole(0, names.length - 1);
	let planted = 0;
	let ledger: Ledger = new Map();
	while (planted < count && free.length > 0) {
		const name = names[turn++ % names.length] ?? '';
		const sort = SORTS[name];
		if (!sort) continue;
		const at = free.findIndex((one) => [...one.years.values()].every(sort.fits ?? (() => true)));
		const [department] = at < 0 ? [] : free.splice(at, 1);
		if (!department) continue;
		planted += 1;
		for (const year of yearsFor(department, sort, c)) {
			const drivers = department.years.get(year);
			if (drivers) sort.drive?.(drivers, c);
			slips.push(() => {
				const figures = ledger.get(department)?.get(year);
				if (figures) sort.slip?.(figures, c);
			});
			plants.push({ sort: name, department: department.id, year, measures: sort.measures });
		}
	}
	ledger = keepLedger(city);
	for (const slip of slips) slip();
	return { ledger, plants };
}

function yearsFor({ years }: SimulatedDepartment, sort: Sort, c: Chance): number[] {
	const filed = [...years.keys()];
	if (sort.lasting === 0) return filed;
	const possible = sort.needs_past ? filed.filter((year) => years.has(year - 1)) : filed;
	return possible.length === 0 ? [] : [c.pick(possible)];
}
