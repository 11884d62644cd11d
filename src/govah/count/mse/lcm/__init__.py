"""The latent-class model: its posterior without N and labels, and the hybrid sampler that explores it."""
