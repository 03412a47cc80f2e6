"""Questions and what answers them: rows of 政策咨询问答库, office guides, policies, as small files that a browser asks."""
