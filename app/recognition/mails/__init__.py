"""Mails as files, as they travel and as Outlook stores them: sender, who had a copy, text, attached cards."""
