/** Names those who acted: records keep the username, which tells a reader of another room nothing. */
import type { Kysely } from 'kysely';
import type { Database } from '../../ledger/schema/schema.ts';

/** Turns the actor of a record into a name with the username, since two people may bear one name; who has no account keeps the words of `actor.ts`. */
export type ActorNames = (actor: string) => string;

/** Looks up those of the records at hand: a nation has as many accounts as departments. */
export async function actorNames(
	db: Kysely<Database>,
	actors: Iterable<string | null>
): Promise<ActorNames> {
	const asked = [...new Set(actors)].filter((actor) => actor !== null);
	const users =
		asked.length === 0
			? []
			: await db
					.selectFrom('app_user')
					.select(['username', 'name'])
					.where('username', 'in', asked)
					.execute();
	const names = new Map(users.map(({ username, name }) => [username, name]));
	return (actor) => {
		const name = names.get(actor) ?? actor;
		return name === actor ? actor : `${name}（${actor}）`;
	};
}

/** The rows with the actors in these fields named. */
export async function withActorNames<F extends string, R extends Record<F, string | null>>(
	db: Kysely<Database>,
	rows: readonly R[],
	...fields: readonly F[]
): Promise<R[]> {
	const nameOf = await actorNames(
		db,
		rows.flatMap((row) => fields.map((field) => row[field]))
	);
	return rows.map((row) => {
		const named = fields.map((field): [F, string | null] => {
			const actor = row[field];
			return [field, actor === null ? null : nameOf(actor)];
		});
		return { ...row, ...Object.fromEntries(named) };
	});
}
