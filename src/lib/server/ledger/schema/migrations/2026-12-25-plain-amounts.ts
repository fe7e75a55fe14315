/**
 * Lets the view of figures read amounts that stand among the cells of a unit as numbers, without the quotes that were an
 * eighth of their room. What is stored stays as it is. PostgreSQL spells the view otherwise.
 */
import { CompiledQuery, sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	const path = sql`'$[' || c.position || ']'`;
	const decimals = sql`iif(instr(cell, '.') = 0, 0, length(cell) - instr(cell, '.'))`;
	const power = sql`cast('1' || substr('000000', 1, digits - ${decimals}) as integer)`;
	// A view comes after the one that it reads, where PostgreSQL is given the schema.
	const { rows } = await sql<{ definition: string }>`
		select sql as definition from sqlite_schema where name = 'current_correction'`.execute(db);
	await sql`drop view current_correction`.execute(db);
	await sql`drop view figure`.execute(db);
	await sql`create view figure as
		with cells as (
			select u.filing_id, u.position as unit_position, u.line, c.measure, c.basis, c.digits, c.field,
				json_type(u.cells, ${path}) as form,
				iif(json_type(u.cells, ${path}) in ('integer', 'real'), u.cells -> (${path}),
					json_extract(u.cells, ${path})) as cell
			from unit as u join figure_column as c on c.layout_id = u.layout_id
		)
		select filing_id, unit_position, measure, basis,
			case form
				when 'array' then json_extract(cell, '$[0]')
				when 'null' then null
				else cast(replace(cell, '.', '') as integer) * ${power}
			end as value,
			case form
				when 'null' then iif(field is null, 'not_in_template', 'blank')
				when 'array' then json_extract(cell, '$[1]')
			end as missing,
			case form when 'array' then json_extract(cell, '$[2]') when 'null' then '' else cell end as printed,
			case when form = 'array' then json_extract(cell, '$[3]') when field is not null then line || ':' || field end as place
		from cells`.execute(db);
	for (const { definition } of rows) await db.executeQuery(CompiledQuery.raw(definition));
}
