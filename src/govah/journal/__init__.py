"""The journal: each device keeps a small transparency log; what it signs can be checked by anybody, with standard tools."""

from __future__ import annotations

from govah.journal.checkpoints import (
    Checkpoint,
    Cosigned,
    cosign,
    log_key,
    read_checkpoint,
    sign_checkpoint,
    verify_checkpoint,
    verify_cosignatures,
    witness_key,
)
from govah.journal.entries import Header, commitment, entry_id, is_compartment, is_time, read_header
from govah.journal.forks import Fork, Parting, is_fork, is_parting, read_fork, read_parting, verify_fork, verify_parting
from govah.journal.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_from_inclusion,
    root_of,
    verify_consistency,
)
from govah.journal.notes import Note, Sign, VerifyingKey, from_base64, read_note, read_vkey, to_base64, verify_note
from govah.journal.papers import kind_of_paper
from govah.journal.proofs import (
    ConsistencyProof,
    InclusionProof,
    read_consistency,
    read_inclusion,
    verify_continuation,
    verify_inclusion,
)

__all__ = [
    "EMPTY_ROOT",
    "Checkpoint",
    "ConsistencyProof",
    "Cosigned",
    "Fork",
    "Frontier",
    "Header",
    "InclusionProof",
    "Note",
    "Parting",
    "Sign",
    "VerifyingKey",
    "commitment",
    "consistency_proof",
    "cosign",
    "entry_id",
    "from_base64",
    "inclusion_proof",
    "is_compartment",
    "is_fork",
    "is_parting",
    "is_time",
    "kind_of_paper",
    "leaf_hash",
    "log_key",
    "node_hash",
    "read_checkpoint",
    "read_consistency",
    "read_fork",
    "read_header",
    "read_inclusion",
    "read_note",
    "read_parting",
    "read_vkey",
    "root_from_inclusion",
    "root_of",
    "sign_checkpoint",
    "to_base64",
    "verify_checkpoint",
    "verify_consistency",
    "verify_continuation",
    "verify_cosignatures",
    "verify_fork",
    "verify_inclusion",
    "verify_note",
    "verify_parting",
    "witness_key",
]
