/**
 * Puts the figures of a unit into one row instead of twenty-six, since they were two thirds of the database and of the
 * writing: the cells as JSON, beside a layout that all rows of a table share. `figure` becomes a view that gives a row
 * for each figure as before. See `../../filing/figure-cells.ts`. PostgreSQL spells the JSON functions otherwise.
 */
import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await createTables(db);
	await convertLayouts(db);
	await convertUnits(db);
	await sql`drop table figure`.execute(db);
	await sql`drop table unit`.execute(db);
	await sql`alter table unit_with_cells rename to unit`.execute(db);
	await createView(db);
}

async function createTables(db: Kysely<unknown>): Promise<void> {
	await sql`create table figure_layout (
		id integer primary key autoincrement,
		sha256 text not null unique
	) strict`.execute(db);
	await sql`create table figure_column (
		layout_id integer not null references figure_layout (id),
		position integer not null,
		measure text not null,
		basis text not null check (basis in ('actual', 'budget_initial', 'budget_adjusted')),
		digits integer,
		field text,
		primary key (layout_id, measure, basis)
	) strict, without rowid`.execute(db);
	await sql`create table unit_with_cells (
		filing_id integer not null references filing (id) on delete cascade,
		position integer not null,
		name text not null,
		role text not null check (role in ('total', 'headquarters', 'subunit', 'placeholder')),
		layout_id integer not null references figure_layout (id),
		line integer,
		cells text not null,
		primary key (filing_id, position)
	) strict, without rowid`.execute(db);
}

/** The figures of each unit in the order in which they are hashed. Their places stay with the cells. */
const FORMER_CELLS = sql`select u.filing_id, u.position, u.name, u.role,
		json_group_array(json_array(f.measure, f.basis, null, null) order by f.measure, f.basis)
			filter (where f.measure is not null) as columns,
		json_group_array(json_array(f.value, f.missing, f.printed, f.place) order by f.measure, f.basis)
			filter (where f.measure is not null) as cells
	from unit as u left join figure as f on f.filing_id = u.filing_id and f.unit_id = u.id
	group by u.id`;

async function convertLayouts(db: Kysely<unknown>): Promise<void> {
	const { rows } = await sql<{ columns: string }>`
		select distinct columns from (${FORMER_CELLS}) order by columns`.execute(db);
	for (const [index, { columns }] of rows.entries()) {
		const id = index + 1;
		const sha256 = createHash('sha256').update(columns).digest('hex');
		await sql`insert into figure_layout (id, sha256) values (${id}, ${sha256})`.execute(db);
		await sql`insert into figure_column (layout_id, position, measure, basis, digits, field)
			select ${id}, key, json_extract(value, '$[0]'), json_extract(value, '$[1]'), null, null
			from json_each(${columns})`.execute(db);
	}
}

async function convertUnits(db: Kysely<unknown>): Promise<void> {
	await sql`insert into unit_with_cells (filing_id, position, name, role, layout_id, line, cells)
		select former.filing_id, former.position, former.name, former.role, layouts.id, null, former.cells
		from (${FORMER_CELLS}) as former
		join (
			select l.id, coalesce(json_group_array(json_array(c.measure, c.basis, null, null) order by c.position)
				filter (where c.measure is not null), '[]') as columns
			from figure_layout as l left join figure_column as c on c.layout_id = l.id group by l.id
		) as layouts on layouts.columns = former.columns
		order by former.filing_id, former.position`.execute(db);
}

/** A text is an amount as printed, null an empty cell, anything else all four columns. */
async function createView(db: Kysely<unknown>): Promise<void> {
	const decimals = sql`iif(instr(cell, '.') = 0, 0, length(cell) - instr(cell, '.'))`;
	const power = sql`cast('1' || substr('000000', 1, digits - ${decimals}) as integer)`;
	await sql`create view figure as
		with cells as (
			select u.filing_id, u.position as unit_position, u.line, c.measure, c.basis, c.digits, c.field,
				json_type(u.cells, '$[' || c.position || ']') as form,
				json_extract(u.cells, '$[' || c.position || ']') as cell
			from unit as u join figure_column as c on c.layout_id = u.layout_id
		)
		select filing_id, unit_position, measure, basis,
			case form
				when 'text' then cast(replace(cell, '.', '') as integer) * ${power}
				when 'array' then json_extract(cell, '$[0]')
			end as value,
			case form
				when 'null' then iif(field is null, 'not_in_template', 'blank')
				when 'array' then json_extract(cell, '$[1]')
			end as missing,
			case form when 'text' then cell when 'array' then json_extract(cell, '$[2]') else '' end as printed,
			case when form = 'array' then json_extract(cell, '$[3]') when field is not null then line || ':' || field end as place
		from cells`.execute(db);
}
