"""What keeps an installation in order: backup and restore, and the checks of a doctor."""
