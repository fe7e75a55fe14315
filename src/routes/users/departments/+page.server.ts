import {
	departmentAccountsPage,
	makeDepartmentAccounts
} from '#lib/server/pages/department-accounts.ts';
import { formAction } from '#lib/server/web/form-action.ts';
import { ledger } from '#lib/server/request/ledger.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => departmentAccountsPage(ledger(), url);

export const actions: Actions = { make: formAction(makeDepartmentAccounts) };
