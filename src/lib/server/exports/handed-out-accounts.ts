/** Accounts that were just made, as a file to hand them out by. It holds passwords, so that nobody keeps it. */
import type { Kysely } from 'kysely';
import type { HandedOutAccount } from '../accounts/department-accounts.ts';
import type { Database } from '../ledger/schema/schema.ts';
import { versionLines } from './cover.ts';
import { writeCsv } from './csv.ts';
import type { Cover, Sheet } from './sheet.ts';
import { text } from './tables.ts';
import { writeWorkbook } from './xlsx.ts';

/** The file with this ending. */
export async function accountFile(
	db: Kysely<Database>,
	area: { name: string; is_demo: boolean },
	accounts: readonly HandedOutAccount[],
	ending: 'csv' | 'xlsx'
): Promise<Uint8Array> {
	const cover: Cover = {
		title: `${area.name}部门账户和初始密码${area.is_demo ? '（演示数据）' : ''}`,
		lines: [
			['保密', '内有初始密码：只把各部门自己的一行交给本人，发完请删去这个文件'],
			['首次登录', '须改密码；系统不保存初始密码，遗失的由管理员重置'],
			...(await versionLines(db))
		]
	};
	const sheet: Sheet = {
		name: '部门账户',
		columns: [text('部门编码'), text('部门'), text('用户名'), text('初始密码')],
		rows: accounts.map(({ code, name, username, password }) => [code, name, username, password])
	};
	return ending === 'csv'
		? new TextEncoder().encode(writeCsv(sheet, cover))
		: writeWorkbook([sheet], cover);
}
