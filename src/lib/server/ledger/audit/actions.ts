/** Lists the acts that the audit log records, with the names that its page gives them. */
export const AUDIT_ACTIONS = {
	filing_stored: '存入报告',
	import_finished: '导入结束',
	hand_in_confirmed: '确认入库',
	hand_in_stored: '入库完成',
	hand_in_taken_back: '撤回材料',
	hand_in_expired: '材料过期',
	registry_changed: '名册变动',
	version_restored: '恢复版本',
	backup_restored: '恢复备份',
	ledger_rebuilt: '升级旧账本',
	figure_corrected: '人工更正',
	correction_taken_back: '撤回更正',
	departments_merged: '合并部门',
	department_renamed: '部门改名',
	finding_followed_up: '办理核对结果',
	finding_asked: '询问',
	finding_answered: '答复',
	finding_accepted: '认可说明',
	finding_reopened: '重新处理',
	filing_returned: '退回报告',
	filing_confirmed: '确认报告',
	filing_reopened: '撤销退回或确认',
	expected_filings_changed: '调整应报清单',
	due_date_set: '设定报送期限',
	sample_drawn: '抽取复评',
	sample_withdrawn: '撤销抽取',
	score_reassessed: '复评',
	user_added: '建立账户',
	user_password_reset: '重置密码',
	user_password_changed: '修改密码',
	user_disabled: '停用账户',
	user_enabled: '启用账户',
	api_key_added: '发放接口密钥',
	api_key_revoked: '吊销接口密钥'
} as const;

export type AuditAction = keyof typeof AUDIT_ACTIONS;

export function isAuditAction(text: string): text is AuditAction {
	return Object.hasOwn(AUDIT_ACTIONS, text);
}
