/** Signing in and out and changing one's password: better-auth does it, and what it says is worded here. */
import { sql, type Kysely } from 'kysely';
import { recordAct } from '../ledger/audit/append.ts';
import type { Database } from '../ledger/schema/schema.ts';
import type { Asking, Auth, SentCookie } from './auth.ts';
import { normaliseUsername, PASSWORD_LENGTH } from './credentials.ts';

/** Wrong passwords in a row after which an account rests, and for how long. */
const MOST_FAILURES = 5;
const REST_MINUTES = 15;

/** Cookies to send, or the sentence that says why not. */
export type Outcome = { cookies: SentCookie[] } | SignInRefusal;

interface SignInRefusal {
	status: number;
	problem: string;
}

type Form = Omit<Asking, 'body'>;

const WRONG = { status: 400, problem: '用户名或密码不对，请核对后再试。' };
const RESTING = {
	status: 429,
	problem: `密码错误次数过多，这个用户名暂停登录。请${REST_MINUTES}分钟后再试，或请管理员重置密码。`
};
const TOO_OFTEN = { status: 429, problem: '尝试过于频繁，请一分钟后再试。' };

export async function signIn(
	db: Kysely<Database>,
	auth: Auth,
	form: Form,
	typed: { username: string; password: string }
): Promise<Outcome> {
	const username = normaliseUsername(typed.username).slice(0, 64);
	if (username === '' || typed.password === '') return WRONG;
	// Counted before the password is looked at: a hundred tries at once are not checked against one old count.
	if (!(await countAttempt(db, username))) return RESTING;
	const { status, cookies } = await auth.post('/sign-in/username', {
		...form,
		body: { username, password: typed.password }
	});
	const refused = refusalOf(status, WRONG);
	if (refused) return refused;
	const user = await db
		.selectFrom('app_user')
		.select('is_disabled')
		.where('username', '=', username)
		.executeTakeFirst();
	// The session that was just made is not used by anybody, and reads nothing: see `sessions.ts`.
	if (user?.is_disabled !== 0) return { status: 403, problem: '这个账户已停用，请与管理员联系。' };
	await db.deleteFrom('sign_in_attempts').where('username', '=', username).execute();
	return { cookies };
}

/** False where the name has failed too often of late. */
async function countAttempt(db: Kysely<Database>, username: string): Promise<boolean> {
	const now = new Date();
	const rested = new Date(now.getTime() - REST_MINUTES * 60_000).toISOString();
	await db.deleteFrom('sign_in_attempts').where('last_at', '<', rested).execute();
	// A name that rests is not counted on, or whoever keeps trying would lock its owner out for ever.
	const counted = await db
		.insertInto('sign_in_attempts')
		.values({ username, failures: 1, last_at: now.toISOString() })
		.onConflict((conflict) =>
			conflict
				.column('username')
				.doUpdateSet({ failures: sql`sign_in_attempts.failures + 1`, last_at: now.toISOString() })
				.where('sign_in_attempts.failures', '<', MOST_FAILURES)
		)
		.returning('failures')
		.executeTakeFirst();
	return counted !== undefined;
}

function refusalOf(status: number, wrong: SignInRefusal): SignInRefusal | null {
	if (status === 429) return TOO_OFTEN;
	if (status >= 500) throw new Error(`better-auth answered ${status}`);
	return status === 200 ? null : wrong;
}

export async function signOut(auth: Auth, form: Form): Promise<SentCookie[]> {
	const { cookies } = await auth.post('/sign-out', { ...form, body: {} });
	return cookies;
}

/** Also ends the other sessions of the same person. */
export async function changePassword(
	db: Kysely<Database>,
	auth: Auth,
	form: Form,
	typed: { user_id: string; current: string; wanted: string; again: string }
): Promise<Outcome> {
	const { user_id, current, wanted, again } = typed;
	const problem = problemOf(current, wanted, again);
	if (problem !== null) return { status: 400, problem };
	const { status, cookies } = await auth.post('/change-password', {
		...form,
		body: { currentPassword: current, newPassword: wanted, revokeOtherSessions: true }
	});
	const refused = refusalOf(status, { status: 400, problem: '现在的密码不对，密码没有改动。' });
	if (refused) return refused;
	await db.transaction().execute(async (step) => {
		const { username } = await step
			.updateTable('app_user')
			.set({ must_change_password: 0, updated_at: new Date().toISOString() })
			.where('id', '=', user_id)
			.returning('username')
			.executeTakeFirstOrThrow();
		const act = { actor: username, action: 'user_password_changed', subject: username } as const;
		await recordAct(step, { ...act, detail: {} });
	});
	return { cookies };
}

function problemOf(current: string, wanted: string, again: string): string | null {
	const { least, most } = PASSWORD_LENGTH;
	if (wanted.length < least || wanted.length > most) return `新密码应为${least}至${most}个字符。`;
	if (wanted !== again) return '两次输入的新密码不一致。';
	return wanted === current ? '新密码与现在的密码相同，请换一个。' : null;
}
