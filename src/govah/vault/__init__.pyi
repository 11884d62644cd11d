# What the vault shows, for type checkers and editors; at run time each is imported when it is first asked for.
from govah.vault.checking.verifying import verify_vault
from govah.vault.continuing import continue_as_new_device
from govah.vault.face import change_passphrase, create_vault, open_vault
from govah.vault.interface import Clock, EntryRef, Problem, PutBlob, Stored, Verified
from govah.vault.keyfile import Cost, Secret
from govah.vault.proving import Proved, prove
from govah.vault.store import Vault

__all__ = [
    "Clock",
    "Cost",
    "EntryRef",
    "Problem",
    "Proved",
    "PutBlob",
    "Secret",
    "Stored",
    "Vault",
    "Verified",
    "change_passphrase",
    "continue_as_new_device",
    "create_vault",
    "open_vault",
    "prove",
    "verify_vault",
]
