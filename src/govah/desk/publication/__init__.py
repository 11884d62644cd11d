"""What leaves the desk: dossiers, tables, proof packs, packets for a sister desk, and their hand-over."""
