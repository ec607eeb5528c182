"""Progress of the Xinyang intellectual property plan: targets, verdicts, outlooks."""
