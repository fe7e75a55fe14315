/** Names those who acted: records keep the username, which tells a reader of another room nothing. */
import type { Kysely } from 'kysely';
import type { Database } from '../../ledger/schema/schema.ts';

/** Turns the actor of a record into a name with the username, since two people may bear one name; who has no account keeps the words of `actor.ts`. */
export type ActorNames = (actor: string) => string;

export async function actorNames(db: Kysely<Database>): Promise<ActorNames> {
	const users = await db.selectFrom('app_user').select(['username', 'name']).execute();
	const names = new Map(users.map(({ username, name }) => [username, name]));
	return (actor) => {
		const name = names.get(actor) ?? actor;
		return name === actor ? actor : `${name}（${actor}）`;
	};
}
