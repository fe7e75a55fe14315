/** The problems of one file, each said once, and no more of a kind than a person reads. */
import { stateParts, type Issue, type StatedIssue } from '#lib/documents/issue.ts';
import { byPlace } from '#lib/documents/place.ts';

const MOST_OF_A_KIND: Record<Issue['severity'], number> = { error: 200, warning: 50 };

export class IssueList {
	readonly #listed: Issue[] = [];
	readonly #said = new Set<string>();
	readonly #counts = new Map<string, { first: Issue; count: number }>();

	add(...issues: readonly Issue[]): void {
		for (const issue of issues) {
			if (this.#said.has(issue.message)) continue;
			const kind = this.#counts.get(issue.code) ?? { first: issue, count: 0 };
			kind.count += 1;
			this.#counts.set(issue.code, kind);
			if (kind.count > MOST_OF_A_KIND[issue.severity]) continue;
			this.#said.add(issue.message);
			this.#listed.push(issue);
		}
	}

	/** In the order of the document; what was left out is counted at the end. */
	list(): StatedIssue[] {
		const rest: Issue[] = [];
		for (const { first, count } of this.#counts.values()) {
			const left = count - MOST_OF_A_KIND[first.severity];
			if (left <= 0) continue;
			const { code, severity } = first;
			rest.push({ code, severity, message: `另有${left}条同类提示，不再列出。`, place: null });
		}
		const listed = this.#listed.toSorted((a, b) => byPlace(a.place, b.place));
		return [...listed, ...rest].map(stateParts);
	}

	get hasErrors(): boolean {
		return this.#listed.some((issue) => issue.severity === 'error');
	}
}

/** Turns what stopped a file into an issue of it. */
export function toIssue(error: { code: string; message: string; place: Issue['place'] }): Issue {
	const { code, message, place } = error;
	return { code, severity: 'error', message, place };
}
