import { expect, test } from 'vitest';
import { addUser } from '#lib/server/accounts/users.ts';
import { actorNames, withActorNames } from '#lib/server/questions/reports/actors.ts';
import { openBureau } from '../accounts/bureau.ts';

test('whoever acted is named with the username, and by it alone where that says no more', async () => {
	const { db, close } = await openBureau();
	const user = { role: 'performance', own: null } as const;
	await addUser(db, { ...user, username: 'wang', name: '王甲' });
	await addUser(db, { ...user, username: 'same', name: 'same' });
	const actors = ['wang', 'same', '〔命令行〕wang', 'toString'];
	const nameOf = await actorNames(db, actors);
	expect(actors.map(nameOf)).toEqual(['王甲（wang）', 'same', '〔命令行〕wang', 'toString']);
	expect(
		await withActorNames(db, [{ by: 'wang', back_by: null, text: '甲' }], 'by', 'back_by')
	).toEqual([{ by: '王甲（wang）', back_by: null, text: '甲' }]);
	await close();
});
