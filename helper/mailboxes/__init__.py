"""Mails in files: one alone, and the thousands of an export."""
