/** Corrections of figures of the score sheet are current ones too: their places stand in `score_item`. */
import { sql, type Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`drop view current_correction`.execute(db);
	await sql`create view current_correction as
		select c.id, d.jurisdiction_code, d.code as department_code, d.name as department_name, f.fiscal_year,
			f.id as current_filing_id, c.unit, c.measure, c.basis, c.old_value, c.old_missing, c.old_printed,
			c.value, c.missing, c.printed, c.printed_unit, c.reason, c.corrected_by, c.corrected_at
		from correction as c
		join filing as made on made.id = c.filing_id
		join filing as f on f.department_id = made.department_id and f.fiscal_year = made.fiscal_year
			and f.is_current = 1
		join department as d on d.id = f.department_id
		where exists (
			select 1 from figure as g
			where g.filing_id = f.id and g.measure = c.measure and g.basis = c.basis
				and g.place like '%,"correction":' || c.id || '}'
		) or exists (
			select 1 from score_item as i
			where i.filing_id = f.id and case c.measure
					when 'item_score' then i.score_place when 'item_weight' then i.weight_place
				end like '%,"correction":' || c.id || '}'
		)`.execute(db);
}
