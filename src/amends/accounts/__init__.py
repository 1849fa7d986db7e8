"""Who people are: accounts, roles, sessions, and links from the host shop; thin over allauth."""
