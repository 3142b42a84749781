# edition
