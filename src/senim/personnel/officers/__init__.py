"""Officer by officer: attestation as the law and the decrees order it, in two engines that agree."""
