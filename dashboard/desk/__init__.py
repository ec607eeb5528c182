"""The office's own acts: what it confirms of its plan. Each in one transaction, each in the audit log."""
