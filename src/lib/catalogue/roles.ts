/** Rights of each role of the bureau. Access to an address is decided in `web/access.ts`. */

export const ROLES = ['leader', 'performance', 'division', 'department', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Record<Role, string> = {
	leader: '局领导',
	performance: '绩效科',
	division: '归口科室',
	department: '部门',
	administrator: '管理员'
};

/** By its id, or by what screens call it; null for anything else. */
export function readRole(text: string): Role | null {
	return ROLES.find((role) => role === text || ROLE_NAMES[role] === text) ?? null;
}

export interface Rights {
	/** All departments, or those of its own alone. */
	reads: 'all' | 'own';
	/** May ask departments, so it sees whom reports name as contacts. */
	asks: boolean;
	/** Makes accounts. */
	manages: boolean;
	/** Hands in reports: for all departments, or for its own. */
	handsIn: boolean;
	/** Gives the bureau's own scores, and draws whom to give them. */
	assesses: boolean;
	/** Gives figures that were not read, or were read wrongly, as they stand in the document. */
	corrects: boolean;
	/** Reads the record of what was done. */
	audits: boolean;
	/** Says who must file and until when, returns reports and confirms them. */
	decides: boolean;
	/** Asks departments about findings and accepts what they explain. */
	inquires: boolean;
	/** Answers what its own department is asked. */
	answers: boolean;
}

/** The rights of whoever only reads. */
export const NONE = {
	asks: false,
	manages: false,
	handsIn: false,
	assesses: false,
	corrects: false,
	audits: false,
	decides: false,
	inquires: false,
	answers: false
};

export const RIGHTS: Record<Role, Rights> = {
	leader: { ...NONE, reads: 'all' },
	performance: {
		...NONE,
		reads: 'all',
		asks: true,
		handsIn: true,
		assesses: true,
		corrects: true,
		audits: true,
		decides: true,
		inquires: true
	},
	division: { ...NONE, reads: 'own', asks: true, inquires: true },
	department: { ...NONE, reads: 'own', handsIn: true, answers: true },
	administrator: { ...NONE, reads: 'all', manages: true, handsIn: true, audits: true }
};
