"""What a person decides: suggestions in context, queues, sittings, planted errors, and what decisions say of the rules."""
