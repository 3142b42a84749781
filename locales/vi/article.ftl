# article
