/**
 * Departments that stood in an earlier year for one of today, after mergers and changes of name. Comparisons, changes and
 * reviews all ask here, so that they never disagree on what a department's last year is.
 */

/** A department that another took over. */
export interface FormerDepartment {
	id: number;
	/** The first year in which the successor reports for it; null where nobody said. */
	succeeded_from: number | null;
}

/** Departments by their ids: whom they took over, and since when they file. */
export interface KnownDepartments<F extends FormerDepartment> {
	/** Departments that this one took over. */
	predecessors: (id: number) => readonly F[];
	/** The first year for which it filed itself; null where it never did. */
	firstFiled: (id: number) => number | null;
}

/** Those whose reports of the earlier year together are the earlier year of a department. */
export interface Origins<F extends FormerDepartment> {
	/** The department itself is one of them. */
	own: boolean;
	/** Departments that it took over since, directly or through others. */
	former: F[];
}

/** Tells who stood in the year `then` where the department stands in the year `now`. */
export function originsIn<F extends FormerDepartment>(
	id: number,
	{ then, now }: { then: number; now: number },
	known: KnownDepartments<F>
): Origins<F> {
	const former = takenOver(id, [then, now], known, new Set([id]));
	return { own: former.length === 0 || hasFiledBy(id, then, known), former };
}

function takenOver<F extends FormerDepartment>(
	id: number,
	[then, now]: [then: number, now: number],
	known: KnownDepartments<F>,
	seen: ReadonlySet<number>
): F[] {
	return known.predecessors(id).flatMap((each) => {
		const from = each.succeeded_from ?? Infinity;
		// A registry that leads in a circle must not lead the program in one.
		if (from <= then || from > now || seen.has(each.id)) return [];
		const earlier = takenOver(each.id, [then, from], known, new Set([...seen, each.id]));
		// One that was itself formed in between did not stand yet: those it was formed from stand for it.
		const isFormedLater = earlier.length > 0 && !hasFiledBy(each.id, then, known);
		return isFormedLater ? earlier : [each, ...earlier];
	});
}

/** One that filed for any year until then stood then, whether or not it filed for that year too. */
function hasFiledBy(
	id: number,
	year: number,
	{ firstFiled }: Pick<KnownDepartments<FormerDepartment>, 'firstFiled'>
): boolean {
	return (firstFiled(id) ?? Infinity) <= year;
}
