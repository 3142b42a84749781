# What `anban memory search` says.
near-none = trong bộ nhớ không có câu nào gần đến mức đó
near-substituted = bản dịch cũ với số liệu mới, đã kiểm tra
concordance-none = cụm từ này không có trong bộ nhớ
