/**
 * Decides who may open which address, here and nowhere else. An address whose route is not listed is open to nobody, and a test
 * holds the list against the files of `src/routes`.
 */
import { isOwn, type Reader, type ShownDepartment } from '../accounts/reader.ts';

/**
 * `nothing`: open to all; `account`: of whoever is signed in; `reading`: for those who may read anything at all; `all`: for those who read all departments; `department`:
 * for those who read every department that the address tells of; `contacts`: the same, for those who ask; `users`: for
 * administrators; `assess`: for those who give the bureau's own scores; `correct`: for those who correct figures by hand; `audit`: for those who read the record of what was done; `hand_in`: for those who hand in reports; `decide`: for those who say who must file and whether a report is taken.
 */
export type Need =
	| 'nothing'
	| 'account'
	| 'reading'
	| 'all'
	| 'department'
	| 'contacts'
	| 'users'
	| 'assess'
	| 'correct'
	| 'audit'
	| 'hand_in'
	| 'decide';

export interface RouteRule {
	need: Need;
	/** Has a form: nothing is sent to other routes. */
	hasForm?: true;
	/** Rights that the named actions of the route take, where they differ; any other action is refused. */
	actions?: Readonly<Record<string, 'decides' | 'inquires' | 'answers' | 'handsIn' | 'corrects'>>;
	/** Tells of the reader, so it is made anew for each and kept nowhere. */
	isPersonal?: true;
}

/** By the route's id, as SvelteKit writes it. */
export const ROUTE_RULES: Readonly<Record<string, RouteRule>> = {
	'/': { need: 'all' },
	'/welcome': { need: 'all' },
	'/tasks': {
		need: 'reading',
		hasForm: true,
		actions: { confirm: 'decides' },
		isPersonal: true
	},
	'/departments': { need: 'all' },
	'/departments/[code]': { need: 'department' },
	'/departments/[code]/contacts': { need: 'contacts', isPersonal: true },
	'/departments/[code]/round': {
		need: 'department',
		hasForm: true,
		actions: {
			return: 'decides',
			confirm: 'decides',
			reopen_filing: 'decides',
			ask: 'inquires',
			accept: 'inquires',
			reopen: 'inquires',
			answer: 'answers'
		},
		isPersonal: true
	},
	'/sources/[filing]': { need: 'department' },
	'/structure': { need: 'all' },
	'/three-public': { need: 'all' },
	'/balances': { need: 'all' },
	'/scores': { need: 'all' },
	'/outliers': { need: 'all' },
	'/compare': { need: 'all' },
	'/findings': { need: 'all' },
	'/filings': { need: 'all' },
	'/filings/expected': { need: 'decide', hasForm: true, isPersonal: true },
	'/reassessments': { need: 'all' },
	'/reassessments/edit': { need: 'assess', hasForm: true, isPersonal: true },
	'/corrections': { need: 'all' },
	'/corrections/edit': { need: 'correct', hasForm: true, isPersonal: true },
	'/questions': { need: 'all' },
	// Of one department, or of all where the address names none.
	'/brief': { need: 'department' },
	'/meeting': { need: 'all' },
	'/compendium': { need: 'all' },
	'/changes': { need: 'all' },
	// With a code it takes what the page takes that the code was printed on: see `subject.ts`.
	'/recheck': { need: 'reading' },
	'/definitions': { need: 'all' },
	'/find': { need: 'all' },
	'/guides/[[name]]': { need: 'nothing' },
	'/api/v1/[list]': { need: 'department' },
	'/api/v1/openapi.json': { need: 'all' },
	'/exports/[...file]': { need: 'department' },
	'/appearance': { need: 'nothing', hasForm: true, isPersonal: true },
	'/login': { need: 'nothing', hasForm: true, isPersonal: true },
	'/account': { need: 'account', hasForm: true, isPersonal: true },
	'/users': { need: 'users', hasForm: true, isPersonal: true },
	'/users/departments': { need: 'users', hasForm: true, isPersonal: true },
	'/hand-in': { need: 'hand_in', hasForm: true, isPersonal: true },
	'/hand-in/[id]': {
		need: 'hand_in',
		hasForm: true,
		actions: {
			add: 'handsIn',
			again: 'handsIn',
			confirm: 'handsIn',
			back: 'handsIn',
			correct: 'corrects',
			leave_unread: 'corrects'
		},
		isPersonal: true
	},
	'/audit': { need: 'audit', isPersonal: true }
};

/** Names the departments that an address tells of, or says that it tells of all. */
export type Shown = readonly ShownDepartment[] | 'all';

export type Verdict = 'allowed' | 'sign_in' | 'change_password' | 'refused' | 'no_form';

/** `rule` is that of the address's route; `shown` counts where the route's need is of departments; `action` is the named one of a form. */
export function decide(
	reader: Reader,
	rule: RouteRule | undefined,
	shown: Shown,
	method: string,
	action = ''
): Verdict {
	if (rule?.need !== 'nothing' && reader.sight === 'none' && reader.user === null) return 'sign_in';
	if (rule === undefined) return 'refused';
	const isReading = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
	if (!isReading && !(rule.hasForm === true && method === 'POST' && canName(action)))
		return 'no_form';
	if (rule.need === 'nothing') return 'allowed';
	if (rule.need === 'account') return reader.user === null ? 'sign_in' : 'allowed';
	if (reader.mustChangePassword) return 'change_password';
	if (may(reader, rule.need, shown) && (isReading || mayAct(reader, rule, action)))
		return 'allowed';
	return reader.user === null ? 'sign_in' : 'refused';
}

/** SvelteKit keeps the name `default` to itself and fails at it, as at what every object inherits, like `constructor`. */
function canName(action: string): boolean {
	return action !== 'default' && !(action in Object.prototype);
}

function may(reader: Reader, need: Exclude<Need, 'nothing' | 'account'>, shown: Shown): boolean {
	switch (need) {
		case 'reading':
			return reader.sight !== 'none';
		case 'all':
			return readsAll(reader);
		case 'department':
			return readsEach(reader, shown);
		case 'contacts':
			return reader.asks && readsEach(reader, shown);
		case 'users':
			return reader.manages;
		case 'assess':
			return reader.assesses;
		case 'correct':
			return reader.corrects;
		case 'audit':
			return reader.audits;
		case 'hand_in':
			return reader.handsIn;
		case 'decide':
			return reader.decides;
	}
}

function mayAct(reader: Reader, { actions }: RouteRule, action: string): boolean {
	if (actions === undefined) return true;
	const right = Object.hasOwn(actions, action) ? actions[action] : undefined;
	return right !== undefined && reader[right];
}

function readsAll({ sight }: Reader): boolean {
	return sight === 'all' || sight === 'single';
}

function readsEach(reader: Reader, shown: Shown): boolean {
	if (readsAll(reader)) return true;
	const { own } = reader;
	if (own === null || shown === 'all') return false;
	// An address of no department at all has nothing of one's own.
	return shown.length > 0 && shown.every((department) => isOwn(own, department));
}

/** Tells whether a refused address holds a department of the reader's own beside others. */
export function isOneOfOwn({ own }: Reader, shown: Shown): boolean {
	return own !== null && shown !== 'all' && shown.some((department) => isOwn(own, department));
}
