"""What passes between two vaults: stretches of logs, blobs and wrapped keys, read out here and merged there, checked first."""
