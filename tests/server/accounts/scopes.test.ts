import { expect, test } from 'vitest';
import { readOwn } from '#lib/server/accounts/scopes.ts';

test.each([
	['', null],
	['all', null],
	['division:430600:', null],
	['division:4306:农业科', null],
	['role:430600:农业科', null],
	['division:430600:农业科', { jurisdiction_code: '430600', division: '农业科' }],
	['division:430600:科:室', { jurisdiction_code: '430600', division: '科:室' }],
	['department:430600:101', { jurisdiction_code: '430600', department: '101' }]
])('the choice %j limits an account to %j', (choice, own) => {
	expect(readOwn(choice)).toEqual(own);
});
