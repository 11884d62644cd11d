"""The vault as a house: its members, passphrases and settings, and whether this machine is fit to hold it."""
