"""Values and rules of the domain. Knows nothing of the network, the disk or the window."""
