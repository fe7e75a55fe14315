/** The tables of the ledger: columns from a database that is migrated now, words from the comments of the schema. */
import { sql, type Kysely } from 'kysely';
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { STORED_IDS } from '#lib/catalogue/measures.ts';
import { IN_MEMORY, openWriter } from '#lib/server/ledger/connection/open.ts';
import { migrate } from '#lib/server/ledger/schema/migrate.ts';
import type { Database } from '#lib/server/ledger/schema/schema.ts';
import { code, markdownTable } from './markdown.ts';

const FOLDER = 'src/lib/server/ledger/schema';

interface Column {
	name: string;
	type: string;
	required: boolean;
	key: boolean;
	/** `table.column` that it refers to. */
	reference: string | null;
}

/** Comments of an interface and of its fields. */
interface Words {
	about: string;
	fields: ReadonlyMap<string, string>;
}

/** A section for every table and view, in the order of the schema. */
export async function schemaTables(): Promise<string> {
	const db = openWriter(IN_MEMORY);
	try {
		await migrate(db, IN_MEMORY);
		const words = readComments();
		const sections = [...words].map(async ([table, comments]) =>
			section(table, await readColumns(db, table), comments)
		);
		return (await Promise.all(sections)).join('\n\n');
	} finally {
		await db.destroy();
	}
}

function section(table: string, columns: readonly Column[], words: Words): string {
	const isMeasure = (name: string) => (STORED_IDS as readonly string[]).includes(name);
	const own =
		table === 'department_year' ? columns.filter(({ name }) => !isMeasure(name)) : columns;
	const rows = own.map(({ name, type, required, key, reference }) => [
		code(name) + (key ? ' (key)' : ''),
		type.toLowerCase() + (required ? '' : ', or null'),
		[reference && `→ ${code(reference)}.`, words.fields.get(name)].filter(Boolean).join(' ')
	]);
	const measures = columns.length - own.length;
	const more =
		measures === 0
			? ''
			: `\n\nFurther ${measures} columns, \`integer\` or null, are the stored measures by their ids; see below.`;
	return `### ${table}\n\n${words.about}\n\n${markdownTable(['column', 'type', 'content'], rows)}${more}`;
}

async function readColumns(db: Kysely<Database>, table: string): Promise<Column[]> {
	const { rows } = await sql<{ name: string; type: string; notnull: number; pk: number }>`
		select name, type, "notnull", pk from pragma_table_info(${table}) order by cid`.execute(db);
	const { rows: references } = await sql<{ from: string; table: string; to: string }>`
		select "from", "table", "to" from pragma_foreign_key_list(${table})`.execute(db);
	return rows.map(({ name, type, notnull, pk }) => {
		const reference = references.find(({ from }) => from === name);
		return {
			name,
			type,
			required: notnull === 1 || pk > 0,
			key: pk > 0,
			reference: reference ? `${reference.table}.${reference.to}` : null
		};
	});
}

/** The comments of each table's interface, by the name of the table, in the order of `Database`. */
function readComments(): Map<string, Words> {
	const byType = new Map<string, Words>();
	const tables = new Map<string, Words>();
	const read = (node: ts.Node) => {
		if (!ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node)) return;
		if (node.name.text !== 'Database') byType.set(node.name.text, wordsOf(node));
		else
			for (const [table, type] of fieldsOf(node)) {
				const words = byType.get(type);
				if (!words) throw new Error(`No file of ${FOLDER} declares ${type}`);
				tables.set(table, words);
			}
	};
	for (const path of tableFiles()) {
		const text = readFileSync(path, 'utf8');
		ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true).forEachChild(read);
	}
	return tables;
}

/** `Database`, in the last, names the tables of all. */
function tableFiles(): string[] {
	const parts = readdirSync(FOLDER).filter((name) => name.endsWith('-tables.ts'));
	return [...parts.toSorted(), 'schema.ts'].map((name) => `${FOLDER}/${name}`);
}

function wordsOf(node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): Words {
	const fields = membersOf(node).map((member) => [nameOf(member), commentOf(member)] as const);
	return { about: commentOf(node), fields: new Map(fields) };
}

function fieldsOf(node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): [string, string][] {
	return membersOf(node).map((member) => [nameOf(member), member.type?.getText() ?? '']);
}

/** Fields of an interface, of an object type, or of one that is combined with others. */
function membersOf(node: ts.Node): ts.PropertySignature[] {
	if (ts.isInterfaceDeclaration(node)) return node.members.filter(ts.isPropertySignature);
	const members: ts.PropertySignature[] = [];
	const visit = (child: ts.Node): void => {
		if (ts.isTypeLiteralNode(child)) members.push(...child.members.filter(ts.isPropertySignature));
		else child.forEachChild(visit);
	};
	node.forEachChild(visit);
	return members;
}

const nameOf = (member: ts.PropertySignature) => member.name.getText();

/** The comment in front, `{@link x}` as code. */
function commentOf(node: ts.Node): string {
	const [comment] = ts.getJSDocCommentsAndTags(node);
	const text = comment && ts.isJSDoc(comment) ? ts.getTextOfJSDocComment(comment.comment) : '';
	return (text ?? '')
		.replaceAll(/\{@link ([^}]+)\}/g, (_, target: string) =>
			code(/\w+\.ts|\w+$/.exec(target)?.[0] ?? target)
		)
		.replaceAll(/\s+/g, ' ');
}
