"""The case of one person: claims, gradings, findings, consents, what is missing, and how it is shown."""
